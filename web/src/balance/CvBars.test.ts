import { mount, RouterLinkStub } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import { i18n } from '../shared/i18n'
import CvBars from './CvBars.vue'
import type { Report } from './types'

const indicator = (code: string, more: object) => ({
  code,
  name: { zh: code, en: code },
  unit: { zh: '', en: '' },
  reported: true,
  cv: 0.4,
  limit: 0.5,
  passed: true,
  cv_before: null,
  ...more,
})
const report = {
  area_id: 'd',
  stage: 'primary',
  indicators: [
    indicator('within', { cv_before: 0.45 }),
    indicator('over', { cv: 0.62, passed: false }),
    indicator('absent', { reported: false, cv: null, passed: null }),
  ],
} as unknown as Report

const shown = () =>
  mount(CvBars, { props: { report }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })

describe('CvBars', () => {
  it('says in words what a bar shows', () => {
    const texts = shown()
      .findAll('li .sr')
      .map((one) => one.text())
    expect(texts).toEqual([
      '差异系数 0.400，限值 0.500，达标，上年 0.450',
      '差异系数 0.620，限值 0.500，超过限值',
    ])
  })

  it('marks what is over its limit by more than a colour', () => {
    const over = shown().findAll('li')[1]!
    expect(over.find('.bar').classes()).toContain('over')
    expect(over.find('.icon.no').exists()).toBe(true)
  })

  it('draws no bar for what nobody reported, and names it', () => {
    expect(shown().findAll('.bar')).toHaveLength(2)
    expect(shown().text()).toContain('未上报：')
  })
})
