import { describe, expect, it } from 'vitest'

import { even, fresh, sum } from './weights'

describe('weights of a round', () => {
  it('are whole, even and add up to 100', () => {
    expect(even(1)).toEqual([100])
    expect(even(3)).toEqual([34, 33, 33])
    for (const count of [2, 7, 11, 60]) expect(even(count).reduce((a, b) => a + b)).toBe(100)
  })
  it('are summed as they are typed, an empty one being nothing', () => {
    expect(
      sum([
        { ...fresh(), weight: 60 },
        { ...fresh(), weight: 40 },
      ]),
    ).toBe(100)
    expect(sum([{ ...fresh(), weight: undefined as unknown as number }])).toBe(0)
  })
})
