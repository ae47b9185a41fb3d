import { describe, expect, it } from 'vitest'

import { byYear, dayAfter, dayBefore, period, timeline, yearOf } from './timeline'
import type { Entry, Fact } from './types'

const fact = (begin_on: string | null, end_on: string | null): Fact => ({
  kind: 'served',
  begin_on: begin_on as string,
  end_on: end_on as string,
  title: { zh: '', en: '' },
  quantity: null,
  unit: { zh: '', en: '' },
  link: '',
})

describe('the timeline of a portfolio', () => {
  it('knows the days around a day', () => {
    expect(dayBefore('2026-03-01')).toBe('2026-02-28')
    expect(dayAfter('2025-12-31')).toBe('2026-01-01')
  })

  it('begins a school year in September', () => {
    expect(yearOf('2026-08-31')).toBe(2025)
    expect(yearOf('2026-09-01')).toBe(2026)
  })

  it('shows the last day of a span', () => {
    expect(period({ begin: '2026-03-01', end: '2026-03-01' })).toBe('2026-03-01')
    expect(period({ begin: '2026-03-01', end: null })).toBe('2026-03-01 –')
  })

  it('puts facts and entries in one order, what lasts without a day first', () => {
    const entry = { id: 'e', kind: 'honour', begin_on: '2026-05-01', end_on: '2026-05-02' } as Entry
    const items = timeline({
      facts: [fact('2020-09-01', null), fact(null, null)],
      entries: [entry],
    })
    expect(items.map((one) => one.begin)).toEqual([null, '2026-05-01', '2020-09-01'])
    expect(items[1]!.end).toBe('2026-05-01')
    expect(byYear(items).map((one) => one.year)).toEqual([null, 2025, 2020])
  })
})
