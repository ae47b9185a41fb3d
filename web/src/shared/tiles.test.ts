import { describe, expect, it } from 'vitest'

import { around, project } from './projection'
import { tilesIn } from './tiles'

describe('tiles', () => {
  it('is one tile for the whole world', () => {
    const world = { x: 0, y: 0, scale: 256 / around, width: 256, height: 256 }
    const [tile, ...more] = tilesIn(world, 't/{z}/{x}/{y}')
    expect(more).toEqual([])
    expect(tile?.url).toBe('t/0/0/0')
    expect([tile?.left, tile?.top, tile?.size].map((one) => Math.round(one ?? NaN) + 0)).toEqual([0, 0, 256])
  })

  it('finds the tile of a place: Taipei at level 12 is 3430/1753', () => {
    const place = project(121.5135, 25.0478)
    const view = { ...place, scale: (256 * 2 ** 12) / around, width: 2, height: 2 }
    expect(tilesIn(view, '{z}/{x}/{y}').map((one) => one.url)).toEqual(['12/3430/1753'])
  })

  it('covers the view without a gap, and not much more', () => {
    const view = { ...project(104.06, 30.67), scale: 0.013, width: 640, height: 460 }
    const tiles = tilesIn(view, '{z}/{x}/{y}')
    const size = tiles[0]?.size ?? 0
    expect(size).toBeGreaterThan(180)
    expect(size).toBeLessThan(363)
    expect(Math.min(...tiles.map((one) => one.left))).toBeLessThanOrEqual(0)
    expect(Math.max(...tiles.map((one) => one.left + one.size))).toBeGreaterThanOrEqual(640)
    expect(tiles.length).toBeLessThanOrEqual((Math.ceil(640 / size) + 1) * (Math.ceil(460 / size) + 1))
  })
})
