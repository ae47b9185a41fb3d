// The weights of a round while it is being made.
import type { IndicatorForm } from './api'

export const fresh = (): IndicatorForm => ({
  name: '',
  counts: 'level',
  origin: 'entered',
  weight: 0,
  full: 100,
})

export const sum = (list: IndicatorForm[]) => list.reduce((all, one) => all + (one.weight || 0), 0)

// Whole weights as even as they can be that add up to 100, the first ones taking what is left over.
export function even(count: number): number[] {
  const each = Math.floor(100 / count)
  return Array.from({ length: count }, (_, at) => each + (at < 100 - each * count ? 1 : 0))
}
