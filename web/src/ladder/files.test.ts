import { expect, it } from 'vitest'

import { pageList } from './files'

it('writes runs of pages as spans', () => {
  expect(pageList([])).toBe('')
  expect(pageList([2])).toBe('2')
  expect(pageList([7, 1, 2, 3, 3])).toBe('1–3, 7')
})
