// How the value of a rule is written, and taken from a form where shares are per cent.
import { number, percent } from '../shared/format'
import type { RuleValue } from './types'

export function valueText(
  t: (key: string, values?: Record<string, unknown>) => string,
  rule: RuleValue,
): string {
  const value = rule.value ?? 0
  switch (rule.kind) {
    case 'share':
      return percent(value, Number.isInteger(value * 100) ? 0 : 1)
    case 'flag':
      return value ? t('exchange.rule.yes') : t('exchange.rule.no')
    case 'years':
    case 'km':
    case 'minutes':
      return t(`exchange.rule.${rule.kind}`, { n: number(value) })
    default:
      return number(value)
  }
}
export const shown = (rule: RuleValue): number =>
  rule.kind === 'share' ? Math.round((rule.value ?? 0) * 1000) / 10 : (rule.value ?? 0)
export const taken = (kind: RuleValue['kind'], value: number): number =>
  kind === 'share' ? value / 100 : value
