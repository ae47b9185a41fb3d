import { describe, expect, it } from 'vitest'

import { acceptedOf, freshQuestion, gapsIn, lacks, letter, pieces, shared, withGaps } from './drafts'

const words = { right: '正确', wrong: '错误' }

describe('questions while they are written', () => {
  it('have as many gaps as their text', () => {
    expect(gapsIn('__ no, ___ and ________')).toBe(2)
    const question = { ...freshQuestion('blank', words), text: '___ + ___ = ___' }
    expect(withGaps(question).gaps).toHaveLength(3)
    expect(withGaps({ ...question, text: 'no gap' }).gaps).toHaveLength(1)
  })

  it('are cut at their gaps', () => {
    expect(pieces('a ___ b ____ c', 2)).toEqual(['a ', ' b ', ' c'])
    expect(pieces('where?', 1)).toEqual(['where?', ''])
  })

  it('accept what stands between bars and line ends', () => {
    expect(acceptedOf(' Beijing | 北京 \n\n Peking').map((one) => one.text)).toEqual([
      'Beijing',
      '北京',
      'Peking',
    ])
  })

  it('share the mark among what is right', () => {
    const options = [1, 0, 1, 0].map((share) => ({ text: 'x', share, feedback: '' }))
    expect(shared(options).map((one) => one.share)).toEqual([0.5, -0.5, 0.5, -0.5])
  })

  it('say what they lack', () => {
    const choice = freshQuestion('choice', words)
    expect(lacks(choice)).toBe('text')
    choice.text = '?'
    expect(lacks(choice)).toBe('options')
    choice.options.forEach((one, at) => (one.text = letter(at)))
    expect(lacks(choice)).toBe('')
    choice.options.forEach((one) => (one.share = 0))
    expect(lacks(choice)).toBe('right')
    const truth = { ...freshQuestion('true_false', words), text: '?' }
    expect(lacks(truth)).toBe('')
    expect(lacks({ ...freshQuestion('blank', words), text: '___' })).toBe('accepted')
    expect(lacks({ ...freshQuestion('matching', words), text: '?' })).toBe('pairs')
  })
})
