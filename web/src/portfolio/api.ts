import { address, client, filled, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  CaseMove,
  Commendation,
  ConductCase,
  ConductRules,
  EntryForm,
  EntryVersion,
  Glance,
  Imported,
  Kinds,
  PerformanceSheet,
  PerformanceSheets,
  Portfolio,
  SheetState,
  TeacherList,
  TermResult,
  Waiting,
  YearGoals,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (part: string) => ({ params: { path: { part } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })
const portfolio = (call: Parameters<typeof take>[0]) => take<Portfolio>(call)

let asked: Promise<Kinds> | undefined
export const kinds = (): Promise<Kinds> =>
  (asked ??= take<Kinds>(client.GET('/api/portfolio-kinds', {})).catch((error: unknown) => {
    asked = undefined
    throw error
  }))

export const own = () => portfolio(client.GET('/api/portfolio', {}))
export const ofPerson = (id: string) => portfolio(client.GET('/api/people/{id}/portfolio', of(id)))
export const glance = (): Promise<Glance> => take(client.GET('/api/portfolio/glance', {}))

const entryOf = (body: Partial<EntryForm>) => said<Schemas['NewPortfolioEntryInput']>(body)
export const enter = (body: Partial<EntryForm>) =>
  portfolio(client.POST('/api/portfolio/entries', { body: entryOf(body) }))
export const change = (id: string, body: Partial<EntryForm>) =>
  portfolio(client.PUT('/api/portfolio/entries/{part}', { ...part(id), body: entryOf(body) }))
export const handIn = (id: string) =>
  portfolio(client.POST('/api/portfolio/entries/{part}/hand-in', part(id)))
export const takeBack = (id: string) =>
  portfolio(client.POST('/api/portfolio/entries/{part}/take-back', part(id)))
export const remove = (id: string) => portfolio(client.DELETE('/api/portfolio/entries/{part}', part(id)))
export const removeFile = (id: string) => portfolio(client.DELETE('/api/portfolio/files/{part}', part(id)))
export const open = (id: string, opened: boolean) =>
  portfolio(client.PUT('/api/portfolio/entries/{part}/open', { ...part(id), body: { open: opened } }))
export const setGoals = (year: number, goals: Omit<YearGoals, 'year' | 'changed_at'>) =>
  portfolio(
    client.PUT('/api/portfolio/goals/{year}', {
      params: { path: { year } },
      body: said<Schemas['NewYearGoalsInput']>(goals),
    }),
  )

export const confirm = (person: string, entry: string) =>
  portfolio(client.POST('/api/people/{id}/portfolio/entries/{part}/confirm', at(person, entry)))
export const giveBack = (person: string, entry: string, reason: string) =>
  portfolio(
    client.POST('/api/people/{id}/portfolio/entries/{part}/return', {
      ...at(person, entry),
      body: { reason },
    }),
  )
export const versions = (person: string, entry: string): Promise<Page<EntryVersion>> =>
  take(client.GET('/api/people/{id}/portfolio/entries/{part}/versions', at(person, entry)))

export interface TeacherQuery {
  school?: string
  q?: string
  subject?: string
  stage?: string
  title?: string
  backbone?: string
  role?: string
  sort?: string
  offset?: number
}
export const teachers = (org: string, query: TeacherQuery): Promise<TeacherList> =>
  take(client.GET('/api/teachers/{id}', { params: { path: { id: org }, query: filled(query) } }))
export const teachersFile = (org: string, query: TeacherQuery): string =>
  address(`/api/teachers/${org}/list.xlsx`, { ...query })
export const waiting = (org: string): Promise<Page<Waiting>> =>
  take(client.GET('/api/teachers/{id}/waiting', of(org)))

// --- conduct

export const conductRules = (): Promise<ConductRules> => take(client.GET('/api/conduct-rules', {}))
export const ownCases = (): Promise<Page<ConductCase>> => take(client.GET('/api/portfolio/conduct', {}))
interface Cases {
  opens: boolean
  items: ConductCase[]
}
export const casesAt = (school: string): Promise<Cases> =>
  take(client.GET('/api/schools/{id}/conduct', of(school)))
export const casesBelow = (area: string): Promise<Cases> =>
  take(client.GET('/api/areas/{id}/conduct', of(area)))
export const openCase = (
  school: string,
  body: { person_id: string; behaviour: string; words: string },
): Promise<ConductCase> => take(client.POST('/api/schools/{id}/conduct', { ...of(school), body }))
export const move = (one: ConductCase, body: CaseMove): Promise<ConductCase> =>
  one.own
    ? take(
        client.POST('/api/portfolio/conduct/{part}/steps', {
          ...part(one.id),
          body: said<Schemas['CaseMoveInput']>(body),
        }),
      )
    : take(
        client.POST('/api/schools/{id}/conduct/{part}/steps', {
          ...at(one.school_id, one.id),
          body: said<Schemas['CaseMoveInput']>(body),
        }),
      )
export const commendations = (school: string): Promise<Page<Commendation>> =>
  take(client.GET('/api/schools/{id}/commendations', of(school)))
export const commend = (
  school: string,
  body: { person_id: string; title: string; on: string; words: string },
): Promise<Page<Commendation>> =>
  take(client.POST('/api/schools/{id}/commendations', { ...of(school), body }))
export const withdraw = (school: string, id: string): Promise<Page<Commendation>> =>
  take(client.DELETE('/api/schools/{id}/commendations/{part}', at(school, id)))

// --- performance

export const sheets = (school: string): Promise<PerformanceSheets> =>
  take(client.GET('/api/schools/{id}/performance', of(school)))
export const sheet = (school: string, id: string): Promise<PerformanceSheet> =>
  take(client.GET('/api/schools/{id}/performance/{part}', at(school, id)))
export interface SheetForm {
  title: string
  year: number
  term: number
  items: { name: string; weight: number; full: number }[]
}
export const makeSheet = (school: string, body: SheetForm): Promise<PerformanceSheet> =>
  take(client.POST('/api/schools/{id}/performance', { ...of(school), body }))
export const rewordSheet = (school: string, id: string, body: SheetForm): Promise<PerformanceSheet> =>
  take(client.PUT('/api/schools/{id}/performance/{part}', { ...at(school, id), body }))
export const fillSheet = (
  school: string,
  id: string,
  body: { person_id: string; values: { item_id: string; value: number | null }[]; remark: string },
): Promise<PerformanceSheet> =>
  take(
    client.PUT('/api/schools/{id}/performance/{part}/values', {
      ...at(school, id),
      body: said<Schemas['PerformanceFillingInput']>(body),
    }),
  )
export const moveSheet = (school: string, id: string, state: SheetState): Promise<PerformanceSheet> =>
  take(client.PUT('/api/schools/{id}/performance/{part}/state', { ...at(school, id), body: { state } }))
export const replyOn = (
  school: string,
  id: string,
  person: string,
  words: string,
): Promise<PerformanceSheet> =>
  take(
    client.PUT('/api/schools/{id}/performance/{part}/reply', {
      ...at(school, id),
      body: { person_id: person, words },
    }),
  )
export const bringSheet = (school: string, id: string, file: File, dry: boolean): Promise<Imported> =>
  upload(address(`/api/schools/${school}/performance/${id}/import`, { dry }), file)
export const ownResults = (): Promise<Page<TermResult>> => take(client.GET('/api/portfolio/performance', {}))
export const resultsOf = (person: string): Promise<Page<TermResult>> =>
  take(client.GET('/api/people/{id}/performance', of(person)))
export const answer = (id: string, words: string, appeal: boolean): Promise<Page<TermResult>> =>
  take(client.POST('/api/portfolio/performance/{part}/answer', { ...part(id), body: { words, appeal } }))
