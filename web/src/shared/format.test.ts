import { afterEach, describe, expect, it } from 'vitest'

import {
  bytes,
  coefficient,
  headcount,
  lacking,
  measure,
  number,
  percent,
  signed,
  span,
  yearName,
} from './format'
import { choose } from './i18n'

afterEach(() => choose('zh'))

describe('numbers', () => {
  it('write what is not known as a dash, never as zero', () => {
    for (const write of [number, coefficient, measure, percent, signed]) {
      expect(write(null)).toBe('–')
      expect(write(undefined)).toBe('–')
    }
    expect(number(0)).toBe('0')
    expect(number(Number.NaN)).toBe('–')
  })

  it('write coefficients as the standard prints them', () => {
    expect(coefficient(0.515257)).toBe('0.515')
    expect(coefficient(0.5)).toBe('0.500')
  })

  it('write changes with their sign, and none as none', () => {
    expect(signed(0.0301)).toBe('+0.030')
    expect(signed(-0.0301)).toBe('−0.030')
    expect(signed(-0.0001)).toBe('±0')
  })

  it('round what is lacking up: people and rooms come whole', () => {
    expect(lacking(2.1, 'backbone_teachers')).toBe('3')
    expect(lacking(3, 'multimedia_rooms')).toBe('3')
    expect(lacking(12.34, 'teaching_area')).toBe('12.4')
    expect(lacking(212132.06, 'equipment_value')).toBe('212,133')
  })

  it('say no more of a few students than that they are few', () => {
    expect(headcount({ students: null, few: true })).toBe('<10')
    expect(headcount({ students: 1200, few: true })).toBe('1,200+')
    expect(headcount({ students: 7, few: false })).toBe('7')
    expect(headcount({ students: null, few: false })).toBe('–')
  })

  it('write sizes', () => {
    expect(bytes(900)).toBe('900 B')
    expect(bytes(1536)).toBe('1.5 KB')
    expect(bytes(5 * 1024 ** 2)).toBe('5.0 MB')
  })
})

describe('years and spans', () => {
  it('name a school year by both its years, in both languages', async () => {
    expect(yearName(2025)).toBe('2025–26 学年')
    expect(yearName(1999)).toBe('1999–00 学年')
    await choose('en')
    expect(yearName(2025)).toBe('2025–26')
  })

  it('say which end is open', () => {
    expect(span(null, null)).toBe('一直')
    expect(span('2020-09-01', null)).toBe('2020-09-01 起')
    expect(span('2020-09-01', '2024-07-01')).toBe('2020-09-01 – 2024-07-01')
  })
})
