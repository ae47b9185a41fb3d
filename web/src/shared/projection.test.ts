import { describe, expect, it } from 'vitest'

import { bounds, distance, groundScale, hull, project, round, unproject } from './projection'

describe('project', () => {
  it('is Web Mercator, north up', () => {
    expect(project(0, 0).x).toBeCloseTo(0, 6)
    expect(project(0, 0).y).toBeCloseTo(0, 6)
    // EPSG:3857 at 10 degrees east, 45 degrees north; y counts downwards here
    expect(project(10, 45).x).toBeCloseTo(1113194.9079, 3)
    expect(project(10, 45).y).toBeCloseTo(-5621521.4862, 3)
  })

  it('knows how large the ground is there', () => {
    expect(groundScale(project(0, 60).y)).toBeCloseTo(0.5, 6)
  })
})

describe('bounds', () => {
  it('takes in all points that belong together', () => {
    expect(
      bounds([
        { x: 0, y: 0 },
        { x: 1000, y: 400 },
        { x: 500, y: 900 },
        { x: 200, y: 700 },
      ]),
    ).toEqual({
      left: 0,
      right: 1000,
      top: 0,
      bottom: 900,
    })
  })

  it('is not blown up by one wrong coordinate', () => {
    const points = Array.from({ length: 40 }, (_, i) => ({ x: i * 100, y: (i % 7) * 100 }))
    expect(bounds([...points, { x: 9e6, y: -9e6 }]).right).toBeLessThan(40_000)
  })
})

describe('hull', () => {
  it('leaves out the points inside', () => {
    const around = hull([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 4 },
      { x: 0, y: 4 },
      { x: 2, y: 2 },
      { x: 2, y: 0 },
    ])
    expect(around).toHaveLength(4)
    expect(around).not.toContainEqual({ x: 2, y: 2 })
  })
})

describe('round', () => {
  it('is the largest of 1, 2, 5 that fits', () => {
    expect([0.7, 1, 3.9, 47, 99, 2000].map(round)).toEqual([0.5, 1, 2, 20, 50, 2000])
  })
})

describe('unproject and distance', () => {
  it('comes back to where it began', () => {
    const { x, y } = project(116.4, 39.9)
    expect(unproject({ x, y }).longitude).toBeCloseTo(116.4, 9)
    expect(unproject({ x, y }).latitude).toBeCloseTo(39.9, 9)
  })

  it('measures a degree of the meridian as 111.2 km', () => {
    const at = (latitude: number) => ({ longitude: 10, latitude })
    expect(distance(at(0), at(1))).toBeCloseTo(111_195, -1)
  })
})
