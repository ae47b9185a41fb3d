import { describe, expect, it } from 'vitest'

import { draftOf, keyPoints, nextOpen, worth, type Draft } from './marking'
import { fitted } from './picture'
import type { MarkingPaper, QuestionBody } from './types'

const plain = { points: 10, rubric: [] } as unknown as QuestionBody
const rubric = {
  points: 6,
  rubric: [
    {
      text: 'content',
      levels: [
        { text: 'full', points: 4 },
        { text: 'half', points: 2.5 },
      ],
    },
    {
      text: 'words',
      levels: [
        { text: 'good', points: 2 },
        { text: 'poor', points: 0 },
      ],
    },
  ],
} as unknown as QuestionBody
const draft = (levels: number[], points: number | null = null): Draft => ({ levels, points, words: '' })
const paper = (version: number, levels: number[] = []) =>
  ({ mark: { version, levels, points: version ? 4 : null, words: '' } }) as unknown as MarkingPaper

describe('a mark', () => {
  it('is worth its points, up to the full mark', () => {
    expect(worth(draft([], 7.5), plain)).toBe(7.5)
    expect(worth(draft([], 10.5), plain)).toBeNull()
    expect(worth(draft([], -1), plain)).toBeNull()
    expect(worth(draft([]), plain)).toBeNull()
  })

  it('is worth its levels, once each criterion has one', () => {
    expect(worth(draft([1, 0]), rubric)).toBe(4.5)
    expect(worth(draft([1, -1]), rubric)).toBeNull()
    expect(draftOf(paper(0), rubric).levels).toEqual([-1, -1])
    expect(draftOf(paper(1, [0, 1]), rubric).levels).toEqual([0, 1])
  })

  it('is given by one key where one digit is enough', () => {
    expect(keyPoints('5', 5)).toBe(5)
    expect(keyPoints('6', 5)).toBeNull()
    expect(keyPoints('x', 5)).toBeNull()
  })
})

describe('papers in a row', () => {
  it('go on to the next without a mark, around the end', () => {
    const list = [paper(0), paper(1), paper(0)]
    expect(nextOpen(list, -1)).toBe(0)
    expect(nextOpen(list, 0)).toBe(2)
    expect(nextOpen(list, 2)).toBe(0)
    expect(nextOpen([paper(1), paper(2)], 0)).toBe(-1)
    expect(nextOpen([], 0)).toBe(-1)
  })
})

describe('a photo', () => {
  it('is made as large as one reads it', () => {
    expect(fitted(4800, 3600)).toEqual([2400, 1800])
    expect(fitted(800, 600)).toEqual([800, 600])
    expect(fitted(1, 30_000)).toEqual([1, 2400])
  })
})
