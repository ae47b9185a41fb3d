import { describe, expect, it } from 'vitest'

import { after, freeOf } from './posts'
import { stepsOf, subjectsOf } from './pyramid'
import type { PostsTable, Pyramid } from './types'

const cell = (level: string, subject: string, now: number, before: number) => ({
  level,
  subject,
  now,
  before,
})
const pyramid = {
  levels: [{ code: 'new' }, { code: 'leader' }],
  cells: [
    cell('new', 'maths', 3, 2),
    cell('new', 'art', 1, 1),
    cell('leader', 'maths', 1, 0),
    cell('', 'art', 4, 5),
  ],
} as unknown as Pyramid

describe('pyramid', () => {
  it('stands from the top down, who is on no level last', () => {
    expect(stepsOf(pyramid, '')).toEqual([
      { code: 'leader', now: 1, before: 0 },
      { code: 'new', now: 4, before: 3 },
      { code: '', now: 4, before: 5 },
    ])
  })
  it('is narrowed to a subject, and leaves out the nobody on no level', () => {
    expect(stepsOf(pyramid, 'maths').map((one) => one.code)).toEqual(['leader', 'new'])
    expect(subjectsOf(pyramid)).toEqual(['art', 'maths'])
  })
})

describe('posts', () => {
  const table = {
    schools: [
      { school_id: '1', school: 'A', classes: [{ code: 'middle', free: 2 }] },
      { school_id: '2', school: 'B', classes: [{ code: 'middle', free: -1 }] },
    ],
  } as unknown as PostsTable
  it('are free or not, never less than nothing', () => {
    expect(freeOf(table, 'middle').map((one) => one.places)).toEqual([2, 0])
    expect(freeOf(table, 'none').map((one) => one.places)).toEqual([0, 0])
  })
  it('days go over the end of a month', () => expect(after('2026-02-27', 3)).toBe('2026-03-02'))
})
