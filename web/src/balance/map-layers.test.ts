import { describe, expect, it } from 'vitest'

import type { SchoolSummary } from '../registry/types'
import { byIndicator } from './map-layers'
import type { IndicatorResult, SchoolResult } from './types'

const indicator = {
  code: 'teachers',
  name: { zh: '教师', en: 'teachers' },
  unit: { zh: '人', en: 'people' },
  threshold: null,
} as IndicatorResult
const school = {} as SchoolSummary
const result = (value: number) => ({ indicators: [{ code: 'teachers', value }] }) as unknown as SchoolResult
const paint = (...values: number[]) => byIndicator(indicator, values.map(result))
const steps = (...values: number[]) => paint(...values).legend.map((one) => one.label)

describe('schools coloured in fifths', () => {
  it('has five steps and what is not reported', () => {
    expect(steps(1, 2, 3, 4, 5, 6)).toEqual([
      '< 2.00',
      '2.00 – 3.00',
      '3.00 – 4.00',
      '4.00 – 5.00',
      '≥ 5.00',
      '未上报',
    ])
  })

  it('has no more steps than there are values', () => {
    expect(steps(5.61, 6.59)).toEqual(['< 6.59', '≥ 6.59', '未上报'])
    expect(steps(3, 3, 3)).toEqual(['3.00', '未上报'])
    expect(steps()).toEqual(['未上报'])
  })

  it('paints a school as the legend says', () => {
    const two = paint(5.61, 6.59)
    expect(two.of(school, result(5.61)).fill).toBe(two.legend[0]?.fill)
    expect(two.of(school, result(6.59)).shape).toBe(two.legend[1]?.shape)
  })
})
