import { expect, test } from 'vitest'

import { choose } from '../shared/i18n'
import { dayOfWeek, gradesText, moved, sessionText } from './times'

test('times and grades are written in the language of the page', async () => {
  await choose('en')
  expect(dayOfWeek(1)).toBe('Mon')
  expect(dayOfWeek(7)).toBe('Sun')
  const weekly = { weekday: 3, first: '2026-09-01', last: null, on: null, from: '16:00', to: '17:00' }
  expect(sessionText(weekly)).toBe('Wed 16:00–17:00 (2026-09-01 – …)')
  expect(sessionText({ ...weekly, weekday: null, first: null, on: '2026-10-01' })).toBe(
    '2026-10-01 16:00–17:00',
  )
  expect(gradesText([])).toBe('every grade')
  expect(gradesText([3, 1, 2, 6])).toContain('1–3')
  await choose('zh')
  expect(dayOfWeek(1)).toBe('周一')
})

test('a choice moves by one and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})
