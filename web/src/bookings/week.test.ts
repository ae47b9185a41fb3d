import { describe, expect, it } from 'vitest'

import type { Booking } from './types'
import { days, monday, on, plus } from './week'

describe('days of a timetable', () => {
  it('cross months, years and clock changes by whole days', () => {
    expect(plus('2026-12-31', 1)).toBe('2027-01-01')
    expect(plus('2027-03-28', 1)).toBe('2027-03-29')
    expect(days('2026-02-27', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })
  it('begin on the Monday, Sunday belonging to the week before', () => {
    expect(monday('2026-11-23')).toBe('2026-11-23')
    expect(monday('2026-11-29')).toBe('2026-11-23')
    expect(monday('2026-11-30')).toBe('2026-11-30')
  })
  it('show what is booked of one thing on one day', () => {
    const one = { thing_id: 'hall', on: '2026-11-23' } as Booking
    expect(on([one], 'hall', '2026-11-23')).toEqual([one])
    expect(on([one], 'pool', '2026-11-23')).toEqual([])
    expect(on([one], 'hall', '2026-11-24')).toEqual([])
  })
})
