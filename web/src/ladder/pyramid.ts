// A pyramid: levels from the top down, how many stand on each, now and a year ago.
import type { Pyramid } from './types'

export interface Step {
  code: string // empty: on no level
  now: number
  before: number
}

export function stepsOf(pyramid: Pyramid, subject: string): Step[] {
  const codes = [...pyramid.levels.map((one) => one.code).reverse(), '']
  return codes
    .map((code) => {
      const own = pyramid.cells.filter((one) => one.level === code && (!subject || one.subject === subject))
      return {
        code,
        now: own.reduce((sum, one) => sum + one.now, 0),
        before: own.reduce((sum, one) => sum + one.before, 0),
      }
    })
    .filter((one) => one.code || one.now || one.before)
}

export const subjectsOf = (pyramid: Pyramid): string[] =>
  [...new Set(pyramid.cells.map((one) => one.subject).filter(Boolean))].sort()
