import { describe, expect, it } from 'vitest'

import type { SchoolSummary } from '../registry/types'
import { nearest, townsOf } from './near'

const school = (name: string, town: string, longitude: number | null, stages = 'primary') =>
  ({ id: name, name, town, stages, longitude, latitude: longitude === null ? null : 30 }) as SchoolSummary
const schools = [
  school('far', 'East', 120.1),
  school('near', 'West', 120.01),
  school('nowhere', 'West', null),
  school('both', 'West', 120.02, 'primary,junior'),
]
const home = { longitude: 120, latitude: 30 }

describe('nearest', () => {
  it('sorts those that teach the stage by their distance', () => {
    const found = nearest(schools, home, 'primary', 9)
    expect(found.map((one) => one.school.name)).toEqual(['near', 'both', 'far'])
    // 0.01 degrees of longitude at 30 degrees north
    expect(found[0]!.metres).toBeCloseTo(963, 0)
  })
  it('leaves out other stages and takes no more than asked', () => {
    expect(nearest(schools, home, 'junior', 9).map((one) => one.school.name)).toEqual(['both'])
    expect(nearest(schools, home, 'primary', 1)).toHaveLength(1)
  })
})

describe('townsOf', () => {
  it('puts a town in the middle of its schools', () => {
    const towns = townsOf(schools)
    expect(towns.map((one) => one.name)).toEqual(['East', 'West'])
    expect(towns[1]!.place.longitude).toBeCloseTo(120.015, 6)
  })
})
