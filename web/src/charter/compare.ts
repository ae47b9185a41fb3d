// What changed between two versions: article by article, and within an article word by word.
import { diffArrays } from 'diff'

import type { Article } from './types'

export interface Piece {
  kind: 'same' | 'added' | 'removed'
  text: string
}
export interface ArticleChange {
  kind: 'same' | 'added' | 'removed' | 'changed'
  before: number | null // number of the article in each version, from 1
  after: number | null
  heading: Piece[]
  words: Piece[]
}

// Chinese letter by letter, other scripts word by word, so that no word is cut.
const tokens = (text: string) => text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|./gu) ?? []

export function pieces(before: string, after: string): Piece[] {
  return diffArrays(tokens(before), tokens(after)).map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value.join(''),
  }))
}

const whole = (kind: Piece['kind'], text: string): Piece[] => (text ? [{ kind, text }] : [])

// The same article when heading or words are the same; an article that changed in both stands as removed and added.
const same = (a: Article, b: Article) => a.heading === b.heading || (a.words !== '' && a.words === b.words)

export function compare(before: Article[], after: Article[]): ArticleChange[] {
  const found: ArticleChange[] = []
  let old = 0
  let now = 0
  for (const part of diffArrays(before, after, { comparator: same }))
    for (let i = 0; i < part.value.length; i++) {
      if (part.removed) {
        const one = before[old++]!
        found.push({
          kind: 'removed',
          before: old,
          after: null,
          heading: whole('removed', one.heading),
          words: whole('removed', one.words),
        })
      } else if (part.added) {
        const one = after[now++]!
        found.push({
          kind: 'added',
          before: null,
          after: now,
          heading: whole('added', one.heading),
          words: whole('added', one.words),
        })
      } else {
        const a = before[old++]!
        const b = after[now++]!
        const equal = a.heading === b.heading && a.words === b.words
        found.push({
          kind: equal ? 'same' : 'changed',
          before: old,
          after: now,
          heading: pieces(a.heading, b.heading),
          words: pieces(a.words, b.words),
        })
      }
    }
  return found
}
