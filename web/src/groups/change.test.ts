import { describe, expect, it } from 'vitest'

import { bodyOf, complete, emptyForm } from './change'
import type { Model } from './types'

const model = (of: Partial<Model>) => ({ exit_review: false, longest_term: null, ...of }) as Model

describe('the body of a change', () => {
  it('leaves out what nobody said', () => {
    const form = { ...emptyForm('2026-09-01'), school_id: 'a' }
    expect(bodyOf('join', form)).toEqual({ school_id: 'a', part: 'member', from: '2026-09-01' })
    expect(bodyOf('leave', { ...form, review: 'good', why: 'moved' })).toEqual({
      school_id: 'a',
      on: '2026-09-01',
      review: 'good',
      why: 'moved',
    })
  })

  it('names the lead of a new group only when there is one', () => {
    const form = emptyForm('2026-09-01')
    form.parts = [
      { name: 'one', lead_school_id: 'a', schools: ['a', 'b'] },
      { name: 'two', lead_school_id: '', schools: ['c'] },
    ]
    expect(bodyOf('split', form)).toEqual({
      on: '2026-09-01',
      parts: [
        { name: 'one', schools: ['a', 'b'], lead_school_id: 'a' },
        { name: 'two', schools: ['c'] },
      ],
    })
  })
})

describe('a change can be asked for', () => {
  const form = { ...emptyForm('2026-09-01'), school_id: 'a' }
  it('with the term and the review that the model asks for', () => {
    expect(complete('join', form, model({}))).toBe(true)
    expect(complete('join', form, model({ longest_term: 6 }))).toBe(false)
    expect(complete('join', { ...form, to: '2028-09-01' }, model({ longest_term: 6 }))).toBe(true)
    expect(complete('join', { ...form, part: 'lead' }, model({ longest_term: 6 }))).toBe(true)
    expect(complete('leave', form, model({ exit_review: true }))).toBe(false)
    expect(complete('close', { ...form, review: 'good' }, model({ exit_review: true }))).toBe(true)
  })

  it('when every new group has a name and a school', () => {
    const split = emptyForm('2026-09-01')
    expect(complete('split', split, undefined)).toBe(false)
    split.parts = [{ name: 'one', lead_school_id: '', schools: ['a'] }]
    expect(complete('split', split, undefined)).toBe(true)
  })
})
