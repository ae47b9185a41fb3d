import { client, filled, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  ClassSummary,
  Facility,
  Group,
  GroupSummary,
  Return,
  School,
  SchoolEdit,
  SchoolKind,
  SchoolSummary,
  Service,
  Stage,
  StaffMember,
  Student,
} from './types'

export interface SchoolQuery {
  district?: string
  group?: string
  q?: string
  kind?: SchoolKind
  stage?: Stage
  town?: string
  setting?: string
  on?: string
  closed?: boolean
  sort?: string
  cursor?: string
  limit?: number
}

export const schools = (query: SchoolQuery): Promise<Page<SchoolSummary>> =>
  take(client.GET('/api/schools', { params: { query: filled(query) } }))

// Every school of a query, page after page; for the map.
export async function allSchools(query: SchoolQuery): Promise<SchoolSummary[]> {
  const found: SchoolSummary[] = []
  let cursor: string | undefined
  do {
    const page = await schools({ ...query, cursor, limit: 1000 })
    found.push(...page.items)
    cursor = page.next || undefined
  } while (cursor)
  return found
}

const of = (id: string, on?: string) => ({ params: { path: { id }, query: filled({ on }) } })

export const school = (id: string, on?: string): Promise<School> =>
  take(client.GET('/api/schools/{id}', of(id, on)))

// `seq` is what the person saw; when the school moved on, the answer is 412 and nothing is written.
export const editSchool = (id: string, edit: SchoolEdit, seq: number): Promise<School> =>
  take(
    client.PATCH('/api/schools/{id}', {
      params: { path: { id } },
      headers: { 'If-Match': `"${seq}"` },
      body: said<Schemas['SchoolEditInput']>(edit),
    }),
  )

export const staff = (id: string, on?: string): Promise<Page<StaffMember>> =>
  take(client.GET('/api/schools/{id}/staff', of(id, on)))
export const classes = (id: string, on?: string): Promise<Page<ClassSummary>> =>
  take(client.GET('/api/schools/{id}/classes', of(id, on)))
export const facilities = (id: string, on?: string): Promise<Page<Facility>> =>
  take(client.GET('/api/schools/{id}/facilities', of(id, on)))
export const returns = (id: string): Promise<Page<Return>> =>
  take(client.GET('/api/schools/{id}/returns', { params: { path: { id } } }))
export const students = (classId: string, on?: string): Promise<Page<Student>> =>
  take(client.GET('/api/classes/{id}/students', of(classId, on)))
export const service = (person: string): Promise<Page<Service>> =>
  take(client.GET('/api/people/{id}/service', { params: { path: { id: person } } }))

export const groups = (district?: string, on?: string): Promise<Page<GroupSummary>> =>
  take(client.GET('/api/groups', { params: { query: filled({ district, on }) } }))
export const group = (id: string): Promise<Group> =>
  take(client.GET('/api/groups/{id}', { params: { path: { id } } }))
