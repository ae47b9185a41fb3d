import { describe, expect, it } from 'vitest'

import { askedIn, filtered, queryOf, steps, toggled } from './question'

describe('what is looked for', () => {
  it('is read from the address and written back', () => {
    const query = {
      q: ' 分数 ',
      kind: 'slides,video',
      level: 'school,nonsense',
      sort: 'used',
      node: '人教版',
    }
    const asked = askedIn(query)
    expect(asked).toEqual({
      q: '分数',
      kind: ['slides', 'video'],
      level: ['school'],
      sort: 'used',
      node: '人教版',
    })
    expect(askedIn(queryOf(asked))).toEqual(asked)
    expect(askedIn({ sort: 'newest', kind: '', q: ['a', 'b'] })).toEqual({ q: 'a' })
    expect(queryOf({})).toEqual({})
  })

  it('chooses values of a facet one by one', () => {
    const once = toggled({ q: 'a' }, 'grade', '03')
    expect(once.grade).toEqual(['03'])
    const twice = toggled(once, 'grade', '04')
    expect(twice.grade).toEqual(['03', '04'])
    expect(filtered(twice)).toBe(true)
    const none = toggled(toggled(twice, 'grade', '03'), 'grade', '04')
    expect(none.grade).toBeUndefined()
    expect(filtered(none)).toBe(false)
    expect(queryOf(none)).toEqual({ q: 'a' })
  })

  it('goes down the curriculum step by step', () => {
    expect(steps('人教版/三年级上册')).toEqual([
      { node: '人教版', name: '人教版' },
      { node: '人教版/三年级上册', name: '三年级上册' },
    ])
    expect(steps('')).toEqual([])
  })
})
