import { expect, it } from 'vitest'

import { holdsOn, membersOn } from './members'

it('holds from the first day until the day before the last', () => {
  const term = { begin_on: '2026-02-01', end_on: '2026-03-01' }
  expect(holdsOn(term, '2026-01-31')).toBe(false)
  expect(holdsOn(term, '2026-02-01')).toBe(true)
  expect(holdsOn(term, '2026-02-28')).toBe(true)
  expect(holdsOn(term, '2026-03-01')).toBe(false)
})

it('takes an absent begin or end as open', () => {
  expect(membersOn([{}, { end_on: '2020-01-01' }, { begin_on: '2020-01-01' }], '2026-01-01')).toHaveLength(2)
})
