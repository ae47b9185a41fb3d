import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { OrgMentoring, Outcome, OwnMentoring, Pair, PairKind, Service, Suggestion } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

// --- the school or group
export const mentoring = (id: string): Promise<OrgMentoring> =>
  take(client.GET('/api/mentoring/{id}', of(id)))
export const suggestions = (id: string, mentee: string): Promise<{ items: Suggestion[] }> =>
  take(client.GET('/api/mentoring/{id}/suggestions', { params: { path: { id }, query: { mentee } } }))
export const arrange = (
  id: string,
  body: {
    kind: PairKind
    mentee_id: string
    mentors: string[]
    begin_on: string
    end_on: string
    goals: string
    exception?: string
    steps?: { due_on: string; what: string }[]
  },
): Promise<OrgMentoring> =>
  take(client.POST('/api/mentoring/{id}/pairs', { ...of(id), body: said<Schemas['NewPairInput']>(body) }))
export const extend = (id: string, pair: string, on: string, reason: string): Promise<Pair> =>
  take(client.POST('/api/mentoring/{id}/pairs/{part}/extend', { ...at(id, pair), body: { on, reason } }))
export const end = (id: string, pair: string, on: string, reason: string): Promise<Pair> =>
  take(client.POST('/api/mentoring/{id}/pairs/{part}/end', { ...at(id, pair), body: { on, reason } }))
export const conclude = (
  id: string,
  pair: string,
  body: { final: boolean; words: string; outcome: Outcome },
): Promise<Pair> => take(client.POST('/api/mentoring/{id}/pairs/{part}/reviews', { ...at(id, pair), body }))
export const appoint = (
  id: string,
  body: { person_id: string; subject: string; begin_on: string; end_on: string; duties: string },
): Promise<OrgMentoring> => take(client.POST('/api/mentoring/{id}/services', { ...of(id), body }))
export const endService = (id: string, service: string, on: string, reason: string): Promise<OrgMentoring> =>
  take(client.POST('/api/mentoring/{id}/services/{part}/end', { ...at(id, service), body: { on, reason } }))

// --- one's own
export const own = (): Promise<OwnMentoring> => take(client.GET('/api/own/mentoring', {}))
// A pair, of one's own or as who arranges it sees it.
export const pair = (id: string, org?: string): Promise<Pair> =>
  org
    ? take(client.GET('/api/mentoring/{id}/pairs/{part}', at(org, id)))
    : take(client.GET('/api/own/mentoring/pairs/{id}', of(id)))
export const agree = (id: string, agrees: boolean, reason = ''): Promise<Pair> =>
  take(client.POST('/api/own/mentoring/pairs/{id}/agree', { ...of(id), body: { agrees, reason } }))
export const plan = (id: string, due_on: string, what: string): Promise<Pair> =>
  take(client.POST('/api/own/mentoring/pairs/{id}/steps', { ...of(id), body: { due_on, what } }))
export const doStep = (id: string, step: string, done: boolean): Promise<Pair> =>
  take(client.PUT('/api/own/mentoring/pairs/{id}/steps/{part}', { ...at(id, step), body: { done } }))
export interface VisitForm {
  on: string
  held: boolean
  lesson: string
  seen: string
  advice: string
  files: string[]
}
export const visit = (id: string, body: VisitForm): Promise<Pair> =>
  take(client.POST('/api/own/mentoring/pairs/{id}/visits', { ...of(id), body }))
export const holdVisit = (id: string, visit: string, body: VisitForm): Promise<Pair> =>
  take(client.PUT('/api/own/mentoring/pairs/{id}/visits/{part}', { ...at(id, visit), body }))
export const note = (id: string, visit: string, words: string): Promise<Pair> =>
  take(
    client.PUT('/api/own/mentoring/pairs/{id}/visits/{part}/note', {
      ...at(id, visit),
      body: { note: words },
    }),
  )
export const review = (id: string, final: boolean, words: string): Promise<Pair> =>
  take(
    client.POST('/api/own/mentoring/pairs/{id}/reviews', {
      ...of(id),
      body: said<Schemas['NewReviewInput']>({ final, words }),
    }),
  )

// --- services, by the leader or, with `org`, by the group
export interface ServiceVisitForm {
  school_id: string
  campus_id?: string
  on: string
  held: boolean
  what: string
  outcome: string
  met: string[]
}
export const service = (id: string, org?: string): Promise<Service> =>
  org
    ? take(client.GET('/api/mentoring/{id}/services/{part}', at(org, id)))
    : take(client.GET('/api/own/mentoring/services/{id}', of(id)))
export const serve = (id: string, body: ServiceVisitForm, org?: string): Promise<Service> =>
  org
    ? take(client.POST('/api/mentoring/{id}/services/{part}/visits', { ...at(org, id), body }))
    : take(client.POST('/api/own/mentoring/services/{id}/visits', { ...of(id), body }))
export const changeVisit = (
  id: string,
  visit: string,
  body: ServiceVisitForm,
  org?: string,
): Promise<Service> =>
  org
    ? take(
        client.PUT('/api/mentoring/{id}/services/{part}/visits/{visit}', {
          params: { path: { id: org, part: id, visit } },
          body,
        }),
      )
    : take(client.PUT('/api/own/mentoring/services/{id}/visits/{part}', { ...at(id, visit), body }))
export const cancelVisit = (id: string, visit: string, org?: string): Promise<Service> =>
  org
    ? take(
        client.DELETE('/api/mentoring/{id}/services/{part}/visits/{visit}', {
          params: { path: { id: org, part: id, visit } },
        }),
      )
    : take(client.DELETE('/api/own/mentoring/services/{id}/visits/{part}', at(id, visit)))
