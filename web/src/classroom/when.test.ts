import { describe, expect, it } from 'vitest'

import type { OpenLesson } from './types'
import { atHost, clock, parts, weekOf } from './when'

const lesson = (title: string, on: string, begins_at = 0, state: OpenLesson['state'] = 'planned') =>
  ({ id: title, title, on, begins_at, state }) as OpenLesson

describe('lessons', () => {
  it('stand in the first part that they fit', () => {
    const found = parts(
      [
        lesson('next month', '2026-12-30'),
        lesson('live', '2026-12-01', 0, 'live'),
        lesson('today', '2026-12-01'),
        lesson('sunday', '2026-12-06'),
        lesson('monday', '2026-12-07'),
      ],
      '2026-12-01',
    )
    expect(found.map((one) => [one.part, one.lessons.map((of) => of.title)])).toEqual([
      ['live', ['live']],
      ['today', ['today']],
      ['week', ['sunday']],
      ['later', ['next month', 'monday']],
    ])
  })

  it('leave empty parts out', () => expect(parts([], '2026-12-01')).toEqual([]))

  it('lie in a week by day and time', () => {
    const week = weekOf(
      [lesson('second', '2026-12-01', 20), lesson('first', '2026-12-01', 10), lesson('out', '2026-12-08')],
      '2026-11-30',
    )
    expect(week).toHaveLength(7)
    expect(week[1]?.lessons.map((one) => one.title)).toEqual(['first', 'second'])
    expect(week.flatMap((one) => one.lessons)).toHaveLength(2)
  })

  it('keep the clock of their host', () => {
    const begins = Date.parse('2026-12-07T14:00:00+08:00') / 1000
    const one = { on: '2026-12-07', from: '14:00', begins_at: begins }
    expect(atHost(one, begins - 3600)).toBe('2026-12-07 13:00')
    expect(atHost(one, begins + 11 * 3600)).toBe('2026-12-08 01:00')
  })

  it('last as a clock shows it', () => {
    expect(clock(5025)).toBe('1:23:45')
    expect(clock(245)).toBe('4:05')
    expect(clock(-1)).toBe('0:00')
  })
})
