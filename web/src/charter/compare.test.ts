import { describe, expect, it } from 'vitest'

import { compare, pieces } from './compare'

const article = (heading: string, words: string) => ({ heading, words })

describe('two versions', () => {
  it('are compared letter by letter in Chinese and word by word in English', () => {
    expect(pieces('任期三年。', '任期五年。')).toEqual([
      { kind: 'same', text: '任期' },
      { kind: 'removed', text: '三' },
      { kind: 'added', text: '五' },
      { kind: 'same', text: '年。' },
    ])
    expect(pieces('for three years', 'for thirty years').filter((one) => one.kind !== 'same')).toEqual([
      { kind: 'removed', text: 'three' },
      { kind: 'added', text: 'thirty' },
    ])
  })

  it('keep an article that moved on by one apart from what came before it', () => {
    const before = [article('Name', 'G'), article('Votes', 'More for than against.')]
    const after = [article('Name', 'G'), article('Aim', 'A good school.'), article('Votes', 'Two thirds.')]
    expect(compare(before, after).map((one) => [one.kind, one.before, one.after])).toEqual([
      ['same', 1, 1],
      ['added', null, 2],
      ['changed', 2, 3],
    ])
  })

  it('know an article whose heading alone changed', () => {
    const changed = compare([article('Aim', 'A good school.')], [article('Purpose', 'A good school.')])
    expect(changed.map((one) => one.kind)).toEqual(['changed'])
  })

  it('say what went', () => {
    expect(compare([article('Money', 'x')], []).map((one) => one.kind)).toEqual(['removed'])
  })
})
