import { describe, expect, it } from 'vitest'

import type { IndicatorResult, Report, SchoolResult, StandardInfo } from './types'
import { emptyChange, example, holding, range, ready, teacherKinds, thingFigures, told } from './what-if'

const words = (text: string) => ({ zh: text, en: text })
const standard = {
  id: 's',
  indicators: [
    { code: 'backbone', numerator: 'backbone_teachers', denominator: 'students', per: 100 },
    { code: 'area', numerator: 'teaching_area', denominator: 'students', per: 1 },
  ],
} as unknown as StandardInfo

function school(id: string, students: number, backbone: number | null, adds: number): SchoolResult {
  return {
    school_id: id,
    school: id,
    students,
    verdict: 'reached',
    indicators: [
      { code: 'backbone', value: backbone, passed: null, ratio: null, lacking: null, adds_to_cv: adds },
    ],
  } as unknown as SchoolResult
}
const strong = school('strong', 1000, 4, 0.05)
const weak = school('weak', 500, 0.2, 0.03)
const by = new Map([strong, weak].map((one) => [one.school_id, one]))

describe('what a standard offers to try', () => {
  it('is the teachers and the things that its indicators count', () => {
    expect(teacherKinds(standard)).toEqual(['backbone_teachers'])
    expect(thingFigures(standard)).toEqual(['teaching_area'])
  })
})

describe('a slider', () => {
  it('goes no further than what the giving school has', () => {
    expect(holding(strong, 'backbone_teachers', standard)).toBe(40)
    const change = { ...emptyChange('move_teachers', 1, 'primary', standard), from: 'strong', to: 'weak' }
    expect(range(change, by, standard)).toEqual({ most: 40, step: 1 })
  })

  it('knows nothing of a figure that was not reported', () => {
    expect(holding(school('x', 100, null, 0), 'backbone_teachers', standard)).toBe(0)
  })
})

describe('a change is asked about', () => {
  it('only when it says all it needs', () => {
    const change = emptyChange('move_teachers', 1, 'primary', standard)
    expect(ready(change)).toBe(false)
    expect(ready({ ...change, from: 'a', to: 'b', amount: 0 })).toBe(false)
    expect(ready({ ...change, from: 'a', to: 'a', amount: 2 })).toBe(false)
    expect(ready({ ...change, from: 'a', to: 'b', amount: 2 })).toBe(true)
    expect(ready({ ...emptyChange('join_group', 2, '', standard), to: 'a', group: 'g' })).toBe(true)
  })
})

describe('a change is told', () => {
  it('without what only the page needs', () => {
    const said = told({ ...emptyChange('add_figure', 7, 'primary', standard), to: 'weak', amount: 2 })
    expect(said).toMatchObject({
      kind: 'add_figure',
      to: 'weak',
      stage: 'primary',
      figure: 'teaching_area',
      amount: 2,
    })
    expect(said.from).toBeNull()
    expect(said.group).toBeNull()
    expect(said).not.toHaveProperty('key')
  })
})

describe('the example', () => {
  it('moves teachers of the least even indicator from who has most to who lacks most', () => {
    const indicator = { code: 'backbone', name: words('b'), reported: true, cv: 0.6, limit: 0.5, mean: 2 }
    const report = { stage: 'primary', indicators: [indicator as unknown as IndicatorResult] } as Report
    const made = example(report, [weak, strong], standard, 1)
    expect(made).toMatchObject({
      kind: 'move_teachers',
      from: 'strong',
      to: 'weak',
      as: ['backbone_teachers'],
    })
    expect(made?.amount).toBe(6)
  })

  it('is not made where no indicator counts teachers', () => {
    expect(example({ stage: 'primary', indicators: [] } as unknown as Report, [weak], standard, 1)).toBeNull()
  })
})
