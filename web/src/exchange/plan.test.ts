import { expect, test } from 'vitest'

import { compared } from './compare'
import { moved } from './order'
import { nextTerm, tagOf, yearAfter } from './standing'

test('two plans are compared by who goes where', () => {
  const move = (person_id: string, to_id: string) => ({ person_id, to_id })
  const here = [move('a', 'x'), move('b', 'y'), move('c', 'z')]
  expect(compared(here, [move('a', 'x'), move('b', 'z')])).toEqual({ same: 1, here: 2, there: 1 })
})

test('an aim moves up or down and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})

test('a term is the next school year', () => {
  expect(nextTerm(new Date(2026, 3, 2))).toEqual({ begin: '2026-09-01', end: '2027-08-31' })
  expect(nextTerm(new Date(2026, 10, 2))).toEqual({ begin: '2027-09-01', end: '2028-08-31' })
  expect(yearAfter('2027-09-01')).toBe('2028-08-31')
  expect(yearAfter('2028-03-01')).toBe('2029-02-28')
  expect(tagOf('refused')).toBe('fail')
})
