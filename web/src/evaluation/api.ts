import { client, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { EvaluationRound, GroupVerdict, Origin, RoundState, RoundSummary } from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const rounds = (org: string): Promise<Page<RoundSummary>> =>
  take(client.GET('/api/evaluations', { params: { query: { org } } }))
export const round = (id: string): Promise<EvaluationRound> =>
  take(client.GET('/api/evaluations/{id}', of(id)))

export interface IndicatorForm {
  name: string
  counts: 'level' | 'progress'
  origin: Origin
  weight: number
  full: number
}
export const make = (body: {
  org: string
  title: string
  year: number
  panel: string[]
  indicators: IndicatorForm[]
}): Promise<EvaluationRound> =>
  take(client.POST('/api/evaluations', { body: said<Schemas['NewRoundInput']>(body) }))
export const move = (id: string, state: RoundState): Promise<EvaluationRound> =>
  take(client.POST('/api/evaluations/{id}/state', { ...of(id), body: { state } }))
export const enter = (
  id: string,
  body: { indicator_id: string; school_id: string; start?: number; value?: number; note?: string },
): Promise<EvaluationRound> =>
  take(client.PUT('/api/evaluations/{id}/entries', { ...of(id), body: said<Schemas['NewEntryInput']>(body) }))
export const appeal = (id: string, body: { school_id: string; text: string }): Promise<EvaluationRound> =>
  take(client.POST('/api/evaluations/{id}/appeals', { ...of(id), body }))
export const answer = (id: string, appeal: string, text: string): Promise<EvaluationRound> =>
  take(
    client.PUT('/api/evaluations/{id}/appeals/{part}', {
      params: { path: { id, part: appeal } },
      body: { answer: text },
    }),
  )
export const verdicts = (group: string): Promise<Page<GroupVerdict>> =>
  take(client.GET('/api/groups/{id}/verdicts', of(group)))
export const appealVerdict = (
  group: string,
  part: string,
  body: { school_id: string; text: string },
): Promise<Page<GroupVerdict>> =>
  take(
    client.POST('/api/groups/{id}/verdicts/{part}/appeals', { params: { path: { id: group, part } }, body }),
  )
