import { expect, test } from 'vitest'

import { compared, pointsOf, stepOf } from './posts-map'
import type { SchoolStand } from './types'

const school = (of: Partial<SchoolStand>) =>
  ({
    school_id: 'a',
    school: 'A',
    norm: 100,
    posts: 90,
    turnover: 2,
    in_post: 97,
    established: 80,
    longitude: 116,
    latitude: 40,
    ...of,
  }) as SchoolStand

test('each comparison sets what is there against what is needed', () => {
  expect(compared(school({}), 'people')).toEqual({ need: 100, have: 97, gap: -3 })
  expect(compared(school({}), 'posts')).toEqual({ need: 100, have: 92, gap: -8 })
  expect(compared(school({}), 'filled')).toEqual({ need: 92, have: 80, gap: -12 })
  expect(compared(school({ posts: null }), 'filled')).toBeNull()
  expect(compared(school({ norm: null }), 'people')).toBeNull()
})

test('a post more or less is even, a tenth is much', () => {
  const step = (gap: number, need = 20) => stepOf({ need, have: need + gap, gap })
  expect(step(-1)).toBe('even')
  expect(step(-2)).toBe('short1')
  expect(step(-3)).toBe('short2')
  expect(step(3)).toBe('over2')
  expect(step(-2, 100)).toBe('even')
  expect(stepOf(null)).toBe('unknown')
})

test('schools without a place are left out, and who is short lies on top', () => {
  const points = pointsOf(
    [
      school({ in_post: 60 }),
      school({ school_id: 'b', in_post: 100 }),
      school({ school_id: 'c', longitude: null }),
    ],
    'people',
  )
  expect(points.map((one) => one.id)).toEqual(['b', 'a'])
})
