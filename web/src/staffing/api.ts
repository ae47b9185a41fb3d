import { address, client, filled, said, take, upload } from '../shared/client'
import type { Schemas } from '../shared/types'
import type {
  LeaveKind,
  NormBook,
  NormNumbers,
  OrgForecast,
  OrgStaffing,
  Rounds,
  RoundState,
  SchoolLeaves,
  SheetOutcome,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

export const staffing = (id: string, year?: number): Promise<OrgStaffing> =>
  take(client.GET('/api/staffing/{id}', { params: { path: { id }, query: filled({ year }) } }))
export const norm = (id: string, year?: number): Promise<NormBook> =>
  take(client.GET('/api/staffing/{id}/norm', { params: { path: { id }, query: filled({ year }) } }))
export const setNorm = (
  id: string,
  body: { from_year: number; reason: string; numbers: NormNumbers },
): Promise<NormBook> =>
  take(client.PUT('/api/staffing/{id}/norm', { ...of(id), body: body as Schemas['NewNormInput'] }))
export const setPool = (
  id: string,
  body: { year: number; posts: number; reserve: number; reason: string },
): Promise<OrgStaffing> => take(client.POST('/api/staffing/{id}/pool', { ...of(id), body }))
export const allot = (
  id: string,
  body: {
    school_id: string
    year: number
    posts: number
    turnover: number
    subject?: string
    reason: string
  },
): Promise<OrgStaffing> =>
  take(
    client.POST('/api/staffing/{id}/allotments', {
      ...of(id),
      body: said<Schemas['NewAllotmentInput']>(body),
    }),
  )
export const allotBySheet = (id: string, file: Blob, dry: boolean): Promise<SheetOutcome> =>
  upload(address(`/api/staffing/${id}/allotments/sheet`, { dry }), file)

export const ask = (id: string, body: { year: number; more: number; reason: string }): Promise<OrgStaffing> =>
  take(client.POST('/api/staffing/{id}/asks', { ...of(id), body }))
export const withdraw = (id: string, part: string, year: number): Promise<OrgStaffing> =>
  take(client.DELETE('/api/staffing/{id}/asks/{part}', { params: { path: { id, part }, query: { year } } }))
export const answer = (
  id: string,
  part: string,
  year: number,
  body: { granted: boolean; given: number; turnover: boolean; answer: string },
): Promise<OrgStaffing> =>
  take(
    client.POST('/api/staffing/{id}/asks/{part}/answer', {
      params: { path: { id, part }, query: { year } },
      body,
    }),
  )

export const leaves = (id: string): Promise<SchoolLeaves> =>
  take(client.GET('/api/staffing/{id}/leaves', of(id)))
export const recordLeave = (
  id: string,
  body: {
    person_id: string
    kind: LeaveKind
    begin_on: string
    end_on: string
    cover_id?: string
    cover?: string
    note?: string
  },
): Promise<SchoolLeaves> =>
  take(client.POST('/api/staffing/{id}/leaves', { ...of(id), body: said<Schemas['NewLeaveInput']>(body) }))
export const endLeave = (id: string, part: string, on: string): Promise<SchoolLeaves> =>
  take(client.POST('/api/staffing/{id}/leaves/{part}/end', { ...at(id, part), body: { on } }))

export const rounds = (id: string): Promise<Rounds> => take(client.GET('/api/staffing/{id}/rounds', of(id)))
export const beginRound = (id: string, body: { title: string; year: number }): Promise<Rounds> =>
  take(client.POST('/api/staffing/{id}/rounds', { ...of(id), body }))
export const askFor = (
  id: string,
  part: string,
  body: { school_id: string; stage: string; subject: string; asked: number; reason: string },
): Promise<Rounds> =>
  take(client.POST('/api/staffing/{id}/rounds/{part}/openings', { ...at(id, part), body }))
export const moveRound = (id: string, part: string, state: RoundState, on: string): Promise<Rounds> =>
  take(client.POST('/api/staffing/{id}/rounds/{part}/move', { ...at(id, part), body: { state, on } }))
export const count = (
  id: string,
  part: string,
  body: { approved?: number; applied?: number; taken?: number },
): Promise<Rounds> =>
  take(
    client.PUT('/api/staffing/{id}/openings/{part}', {
      ...at(id, part),
      body: said<Schemas['OpeningNumbersInput']>(body),
    }),
  )
export const dropOpening = (id: string, part: string): Promise<Rounds> =>
  take(client.DELETE('/api/staffing/{id}/openings/{part}', at(id, part)))
export const newcomers = (id: string, part: string): Promise<Schemas['Newcomers']> =>
  take(client.GET('/api/staffing/{id}/openings/{part}/newcomers', at(id, part)))
export const came = (id: string, part: string, person_id: string): Promise<Rounds> =>
  take(client.POST('/api/staffing/{id}/openings/{part}/hired', { ...at(id, part), body: { person_id } }))

export interface Suppositions {
  years: number
  leaving: number
  on_leave?: number
  births: number
  recruits: number
  class_size: number
}
export const forecast = (id: string, query: Suppositions): Promise<OrgForecast> =>
  take(client.GET('/api/staffing/{id}/forecast', { params: { path: { id }, query } }))
