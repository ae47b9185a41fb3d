import { expect, test } from 'vitest'

import { fen, plainYuan } from './money'
import { days, grouped } from './week'

test('money is read as whole fen and written back as it was', () => {
  expect(fen('15.5')).toBe(1550)
  expect(fen('15.05')).toBe(1505)
  expect(fen(' 0 ')).toBe(0)
  for (const wrong of ['-1', '1.005', 'free', '', '1,5']) expect(fen(wrong)).toBeUndefined()
  for (const of of [0, 5, 1505, 1550, 120000]) expect(fen(plainYuan(of))).toBe(of)
})

test('a week is its seven days, and a list stands by class', () => {
  expect(days('2026-11-30')).toEqual([
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-05',
    '2026-12-06',
  ])
  const line = (name: string, of_class: string) => ({ name, of_class })
  expect(grouped([line('a', '1'), line('b', '2'), line('c', '1')])).toEqual([
    { of_class: '1', lines: [line('a', '1'), line('c', '1')] },
    { of_class: '2', lines: [line('b', '2')] },
  ])
})
