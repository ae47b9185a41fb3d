// What the pages say of a school's results: in which indicators it fails and how much it lacks, in words.
import { lacking } from '../shared/format'
import { heading, i18n, language } from '../shared/i18n'
import { standards } from '../shared/place'
import type { IndicatorResult, SchoolIndicator, SchoolResult, StandardInfo } from './types'

export function standardOf(id: string | undefined): StandardInfo | undefined {
  return standards.value.find((one) => one.id === id)
}

export function figureName(code: string): string {
  const key = `figure.${code}`
  return i18n.global.te(key) ? i18n.global.t(key) : code
}

export function figureUnit(code: string): string {
  const key = `figureUnit.${code}`
  return i18n.global.te(key) ? i18n.global.t(key) : ''
}

export function failing(result: SchoolResult): SchoolIndicator[] {
  return result.indicators.filter((one) => one.passed === false)
}

// "backbone teachers: 3 more needed"
export function lackingInWords(one: SchoolIndicator, standard: StandardInfo | undefined): string {
  const of = standard?.indicators.find((item) => item.code === one.code)
  if (one.lacking === null || !of) return ''
  const amount = lacking(one.lacking, of.numerator)
  // English counts people and rooms without a unit: "backbone teachers: 3 short".
  const counted = !/area|value/.test(of.numerator)
  const unit = counted && language.value === 'en' ? '' : figureUnit(of.numerator)
  const what = { amount, unit, figure: figureName(of.numerator) }
  return i18n.global.t(of.lower_is_better ? 'balance.tooMuch' : 'balance.lacks', what).replace(/ {2,}/g, ' ')
}

// How near a failing school is to passing: the sum of the missing shares.
export function gap(result: SchoolResult): number {
  return failing(result).reduce((sum, one) => sum + Math.max(0, 1 - (one.ratio ?? 0)), 0)
}

export function indicatorName(indicators: IndicatorResult[], code: string): string {
  const found = indicators.find((one) => one.code === code)
  return found ? heading(found.name) : code
}

const verdictShapes = { reached: 'circle', failed: 'triangle', unknown: 'ring', left_out: 'diamond' } as const
export const shapeOf = (result: SchoolResult) => verdictShapes[result.verdict]
