import { address, client, filled, problemOf, said, take, upload } from '../shared/client'
import type { Page, Schemas, Words } from '../shared/types'
import type {
  LessonClass,
  LessonForm,
  LessonKey,
  LessonList,
  LessonPerson,
  LessonQuery,
  LessonSeries,
  LessonWatch,
  LessonsRead,
  LiveSources,
  OpenLesson,
  OpenLessonFile,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })
const byPerson = (id: string, person: string) => ({ params: { path: { id, person } } })
const body = (form: LessonForm) => said<Schemas['NewOpenLessonInput']>(form)

// --- for everybody
export const lessons = (query: LessonQuery): Promise<LessonList> =>
  take(client.GET('/api/classroom/lessons', { params: { query: filled(query) } }))
export const lesson = (id: string): Promise<OpenLessonFile> =>
  take(client.GET('/api/classroom/lessons/{id}', of(id)))
export const series = (id: string): Promise<LessonSeries> =>
  take(client.GET('/api/classroom/series/{id}', of(id)))
export const follow = (id: string, follows: boolean): Promise<OpenLesson> =>
  take(
    follows
      ? client.PUT('/api/classroom/lessons/{id}/reminder', of(id))
      : client.DELETE('/api/classroom/lessons/{id}/reminder', of(id)),
  )

// --- planning, in the name of an organisation
export const plan = (org: string, form: LessonForm): Promise<OpenLessonFile> =>
  take(client.POST('/api/orgs/{id}/classroom/lessons', { ...of(org), body: body(form) }))
export const people = (org: string, q: string): Promise<Page<LessonPerson>> =>
  take(client.GET('/api/orgs/{id}/classroom/people', { params: { path: { id: org }, query: { q } } }))
export const hosted = (org: string, query: LessonQuery): Promise<LessonList> =>
  take(
    client.GET('/api/orgs/{id}/classroom/lessons', { params: { path: { id: org }, query: filled(query) } }),
  )
export const readPlan = (org: string, file: File, dry: boolean): Promise<LessonsRead> =>
  upload(address(`/api/orgs/${org}/classroom/plan`, { dry }), file)

// --- what hosts do
export const change = (id: string, form: LessonForm): Promise<OpenLessonFile> =>
  take(client.PUT('/api/classroom/lessons/{id}', { ...of(id), body: body(form) }))
export const cancel = (id: string, reason: string): Promise<OpenLessonFile> =>
  take(client.POST('/api/classroom/lessons/{id}/cancel', { ...of(id), body: { reason } }))
export const rehearse = (id: string): Promise<OpenLessonFile> =>
  take(client.POST('/api/classroom/lessons/{id}/rehearsal', of(id)))
export const goLive = (id: string): Promise<OpenLessonFile> =>
  take(client.POST('/api/classroom/lessons/{id}/live', of(id)))
export const end = (id: string): Promise<OpenLessonFile> =>
  take(client.POST('/api/classroom/lessons/{id}/end', of(id)))
export const makeKey = (id: string, source: string): Promise<LessonKey> =>
  take(client.POST('/api/classroom/lessons/{id}/sources/{part}/key', at(id, source)))
export const dropSource = (id: string, source: string): Promise<OpenLessonFile> =>
  take(client.DELETE('/api/classroom/lessons/{id}/sources/{part}', at(id, source)))
export const addHost = (id: string, person: string): Promise<OpenLessonFile> =>
  take(client.PUT('/api/classroom/lessons/{id}/hosts/{person}', byPerson(id, person)))
export const removeHost = (id: string, person: string): Promise<void> =>
  take(client.DELETE('/api/classroom/lessons/{id}/hosts/{person}', byPerson(id, person)))

// --- classes of other schools
export const classesOf = (school: string): Promise<Page<LessonClass>> =>
  take(client.GET('/api/orgs/{id}/classroom/classes', of(school)))
export const receive = (id: string, school_id: string, class_id?: string): Promise<OpenLessonFile> =>
  take(
    client.POST('/api/classroom/lessons/{id}/classes', {
      ...of(id),
      body: said<Schemas['ReceivingWishInput']>({ school_id, ...(class_id ? { class_id } : {}) }),
    }),
  )
export const letGo = (id: string, part: string): Promise<void> =>
  take(client.DELETE('/api/classroom/lessons/{id}/classes/{part}', at(id, part)))

// --- pictures
export const sendPath = (id: string, source: string) => `/live/in/${id}/${source}`
// Why the server took no connection there: browsers do not tell. Nothing: the network is away.
export async function whyNotSent(id: string, source: string): Promise<Words | null> {
  try {
    const reply = await fetch(sendPath(id, source))
    return problemOf(reply.status, null, await reply.json()).texts
  } catch {
    return null
  }
}
export const watch = (id: string): Promise<LessonWatch> =>
  take(client.GET('/api/classroom/lessons/{id}/watch', of(id)))
export const liveSources = (): Promise<LiveSources> => take(client.GET('/api/live/sources'))
export const stopSource = (lesson: string, source: string): Promise<void> =>
  take(client.POST('/api/live/stop', { body: { lesson, source } }))
export const drain = (): Promise<void> => take(client.POST('/api/live/drain'))
