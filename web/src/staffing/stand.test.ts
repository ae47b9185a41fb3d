import { describe, expect, it } from 'vitest'

import { level, mark, sides, weekly } from './stand'

describe('how schools stand', () => {
  it('is told from half a teacher on', () => {
    expect([-2, -0.5, -0.4, 0.4, 0.5, 2, null].map((one) => level(one))).toEqual([
      'short2',
      'short1',
      'even',
      'even',
      'over1',
      'over2',
      'unknown',
    ])
    expect(new Set(Object.values(mark)).size).toBe(6)
  })
  it('sums short and over apart', () => {
    expect(sides([-2, 1.5, null, -1, 0])).toEqual({ short: 3, over: 1.5 })
  })
  it('reads hours as people write them', () => {
    expect(weekly('8, 8，7 7')).toEqual([8, 8, 7, 7])
    expect(weekly('8, x')).toBeNull()
    expect(weekly('')).toBeNull()
    expect(weekly('99')).toBeNull()
  })
})
