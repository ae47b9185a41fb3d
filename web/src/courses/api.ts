import { address, client, said, take, upload } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { CourseFile, CourseState, OrgCourses, TakenCartridge } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })
type CourseBody = Parameters<typeof said<Schemas['NewCourseInput']>>[0]
type TeachingBody = Parameters<typeof said<Schemas['NewTeachingInput']>>[0]

export const courses = (org: string): Promise<OrgCourses> =>
  take(client.GET('/api/orgs/{id}/courses', of(org)))
export const course = (org: string, id: string): Promise<CourseFile> =>
  take(client.GET('/api/orgs/{id}/courses/{part}', at(org, id)))
export const make = (org: string, body: CourseBody): Promise<CourseFile> =>
  take(client.POST('/api/orgs/{id}/courses', { ...of(org), body: said<Schemas['NewCourseInput']>(body) }))
export const change = (org: string, id: string, body: CourseBody): Promise<CourseFile> =>
  take(
    client.PUT('/api/orgs/{id}/courses/{part}', {
      ...at(org, id),
      body: said<Schemas['NewCourseInput']>(body),
    }),
  )
export const setState = (org: string, id: string, state: CourseState): Promise<CourseFile> =>
  take(client.POST('/api/orgs/{id}/courses/{part}/state', { ...at(org, id), body: { state } }))
export const teach = (org: string, id: string, body: TeachingBody): Promise<CourseFile> =>
  take(
    client.POST('/api/orgs/{id}/courses/{part}/teachings', {
      ...at(org, id),
      body: said<Schemas['NewTeachingInput']>(body),
    }),
  )
export const enterLesson = (
  org: string,
  id: string,
  teaching: string,
  unit: string,
  on: string | null,
): Promise<CourseFile> =>
  take(
    client.PUT('/api/orgs/{id}/courses/{part}/teachings/{teaching}/lessons', {
      params: { path: { id: org, part: id, teaching } },
      body: on ? { unit_id: unit, on } : { unit_id: unit },
    }),
  )

export interface CartridgeForm {
  dry: boolean
  school: string
  subject: string
  grades: string
  licence: string
  authors: string
}
export const takeCartridge = (org: string, file: File, form: CartridgeForm): Promise<TakenCartridge> =>
  upload(address(`/api/orgs/${org}/cartridges`, { ...form }), file)
