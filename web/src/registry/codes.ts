// Codes of the register in words. A code that has no words is shown as it is.
import { i18n } from '../shared/i18n'
import type { SchoolKind } from './types'

export const kinds: SchoolKind[] = [
  'kindergarten',
  'primary',
  'junior',
  'senior',
  'nine_year',
  'twelve_year',
  'complete_secondary',
  'vocational',
  'special',
  'international',
]

export function coded(table: string, code: string | null | undefined): string {
  if (!code) return ''
  const key = `${table}.${code}`
  return i18n.global.te(key) ? i18n.global.t(key) : code
}

export function stagesOf(list: string): string {
  return list
    .split(',')
    .filter(Boolean)
    .map((one) => coded('stage', one.trim()))
    .join(i18n.global.t('common.listComma'))
}

export const codesOf = (table: 'legalForm' | 'setting' | 'remoteness' | 'groupModel' | 'part') =>
  Object.keys(i18n.global.getLocaleMessage('zh')[table])
