// Questions while they are written.
import { markedByPeople, type QuestionBody, type QuestionKind } from './types'

const option = (text = '', share = 0) => ({ text, share, feedback: '' })
const accepted = (text = '') => ({ text, share: 1, tolerance: 0, feedback: '' })
export const freshGap = () => ({ numeric: false, cased: false, accepted: [accepted()] })

export function freshQuestion(kind: QuestionKind, words: { right: string; wrong: string }): QuestionBody {
  return {
    kind,
    title: '',
    text: '',
    points: kind === 'choice' || kind === 'true_false' ? 2 : markedByPeople(kind) ? 10 : 4,
    options:
      kind === 'true_false'
        ? [option(words.right, 1), option(words.wrong)]
        : kind === 'choice' || kind === 'multiple'
          ? [option('', 1), option(), option(), option()]
          : [],
    rule: 'part',
    part_share: 0.4,
    gaps: kind === 'blank' ? [freshGap()] : [],
    pairs:
      kind === 'matching'
        ? [
            { left: '', right: '' },
            { left: '', right: '' },
            { left: '', right: '' },
          ]
        : [],
    rubric: [],
    explanation: '',
  }
}

// How many gaps a text has: runs of three underscores or more, as the server counts them.
export const gapsIn = (text: string) => (text.match(/_{3,}/g) ?? []).length

// As many gaps as the text has, at least one.
export function withGaps(question: QuestionBody): QuestionBody {
  const count = Math.max(1, gapsIn(question.text))
  const gaps = question.gaps.slice(0, count)
  while (gaps.length < count) gaps.push(freshGap())
  return { ...question, gaps }
}

// The text cut at its gaps: one piece more than gaps.
export function pieces(text: string, gaps: number): string[] {
  const parts = text.split(/_{3,}/)
  return parts.length === gaps + 1 ? parts : [text, ...Array.from({ length: gaps }, () => '')]
}

// Words of a field, one a line or divided by a bar, as accepted texts.
export const acceptedOf = (text: string) =>
  text
    .split(/[\n|]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map(accepted)

// The whole divided among what is right; each wrong one takes as much away as a right one gives.
export function shared(options: QuestionBody['options']): QuestionBody['options'] {
  const right = options.filter((one) => (one.share ?? 0) > 0).length
  return options.map((one) => ({
    ...one,
    share: right ? ((one.share ?? 0) > 0 ? 1 : -1) / right : 0,
  }))
}

export const letter = (place: number) => String.fromCharCode(65 + place)

// What stops a question from being asked, as the first thing that lacks; empty when it may be.
export function lacks(question: QuestionBody): string {
  if (!question.text.trim()) return 'text'
  if (!(question.points && question.points > 0)) return 'points'
  const right = question.options.filter((one) => (one.share ?? 0) > 0).length
  switch (question.kind) {
    case 'choice':
    case 'true_false':
    case 'multiple':
      if (question.options.length < 2 || question.options.some((one) => !one.text.trim())) return 'options'
      return right ? '' : 'right'
    case 'blank':
      return question.gaps.every((one) => one.accepted.length && one.accepted.every((it) => it.text.trim()))
        ? ''
        : 'accepted'
    case 'matching':
      return question.pairs.filter((one) => one.left.trim()).length >= 2 &&
        question.pairs.every((one) => one.right.trim())
        ? ''
        : 'pairs'
    default:
      return question.rubric.some((one) => !one.text.trim() || one.levels.some((level) => !level.text.trim()))
        ? 'rubric'
        : ''
  }
}

// A rubric's best levels add up to the full mark.
export const bestOf = (rubric: QuestionBody['rubric']) =>
  rubric.reduce((sum, one) => sum + Math.max(0, ...one.levels.map((level) => level.points ?? 0)), 0)
