import { describe, expect, it } from 'vitest'

import { failing, standing } from './standing'
import type { ImportRun } from './types'

const run = (more: Partial<ImportRun>) =>
  ({ file: 'a.csv', format: 'templates', mapping: '', state: 'read', report: null, ...more }) as ImportRun
const report = (fault_count: number) => ({ fault_count }) as ImportRun['report']

describe('standing', () => {
  it('asks for a mapping where nothing recognises a table, and does not call it failed', () => {
    const unknown = run({ format: 'unknown', state: 'failed' })
    expect(standing(unknown)).toBe('to_map')
    expect(failing(unknown)).toBe(false)
    expect(standing(run({ format: 'unknown', state: 'failed', file: 'a.zip' }))).toBe('failed')
  })

  it('tells what can be confirmed from what has to be mended first', () => {
    expect(standing(run({ report: report(0) }))).toBe('read')
    expect(standing(run({ report: report(2) }))).toBe('faulty')
    expect(standing(run({ state: 'committed', report: report(0) }))).toBe('committed')
  })

  it('leaves a mapped table to the program', () => {
    expect(standing(run({ format: 'foreign', mapping: 'ecoles', state: 'uploaded' }))).toBe('uploaded')
  })
})
