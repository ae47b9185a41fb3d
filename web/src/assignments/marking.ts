// Marking by people: its calls, and what of it is worked out in the page.
import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type {
  GivenMark,
  MarkerChoice,
  MarkingFile,
  MarkingPaper,
  MarkingRow,
  OwnMarkTasks,
  QuestionBody,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const marking = (id: string): Promise<MarkingFile> =>
  take(client.GET('/api/own/assignments/{id}/marking', of(id)))
export const choices = (id: string): Promise<{ items: MarkerChoice[] }> =>
  take(client.GET('/api/own/assignments/{id}/markers', of(id)))
export interface RuleForm {
  blind: boolean
  twice: boolean
  elsewhere: boolean
  max_gap: number
  third: boolean
}
export const setMarking = (id: string, rule: RuleForm, markers: string[]): Promise<MarkingFile> =>
  take(
    client.PUT('/api/own/assignments/{id}/marking', {
      ...of(id),
      body: said<Schemas['NewMarkingInput']>({ ...rule, markers }),
    }),
  )
export const dealOut = (id: string): Promise<MarkingFile> =>
  take(client.POST('/api/own/assignments/{id}/deal', of(id)))
export const tasks = (): Promise<OwnMarkTasks> => take(client.GET('/api/own/marking', {}))
export const papers = (id: string, place: number): Promise<MarkingRow> =>
  take(
    client.GET('/api/own/assignments/{id}/papers', {
      params: { path: { id }, query: place ? { place } : {} },
    }),
  )
export const mark = (id: string, body: Schemas['NewMarkInput']): Promise<GivenMark> =>
  take(client.PUT('/api/own/assignments/{id}/marks', { ...of(id), body }))

// A mark while it is given.
export interface Draft {
  levels: number[] // one a criterion; -1: not chosen yet
  points: number | null
  words: string
}
export const draftOf = (paper: MarkingPaper, question: QuestionBody): Draft => ({
  levels: question.rubric.map((_, at) => paper.mark.levels[at] ?? -1),
  points: paper.mark.points ?? null,
  words: paper.mark.words,
})

// What a draft is worth; null while something of it is missing or wrong.
export function worth(draft: Draft, question: QuestionBody): number | null {
  if (!question.rubric.length) {
    const points = draft.points
    return points !== null && Number.isFinite(points) && points >= 0 && points <= (question.points ?? 0)
      ? points
      : null
  }
  let sum = 0
  for (const [at, one] of question.rubric.entries()) {
    const level = one.levels[draft.levels[at] ?? -1]
    if (!level) return null
    sum += level.points ?? 0
  }
  return Math.round(sum * 100) / 100
}

export const isDone = (paper: MarkingPaper) => paper.mark.version > 0

// The next paper without a mark, from `at` on and around; -1: none is left.
export function nextOpen(papers: MarkingPaper[], at: number): number {
  for (let step = 1; step <= papers.length; ++step) {
    const place = (at + step) % papers.length
    if (!isDone(papers[place]!)) return place
  }
  return -1
}

// Points by key: 0 to 9 for full marks up to 9; above that only whole fields are typed.
export const keyPoints = (key: string, most: number): number | null =>
  /^\d$/.test(key) && Number(key) <= most ? Number(key) : null
