import { client, filled, take } from '../shared/client'
import type { Page } from '../shared/types'
import type { GroupResult, Question, Report, SchoolResult, WhatIf, WhatIfAnswer } from './types'

const of = (area: string, question: object) => ({ params: { path: { area }, query: filled(question) } })

export type Breakdown = 'group' | 'town' | 'setting' | 'remoteness' | 'district'

export const report = (area: string, question: Question): Promise<Report> =>
  take(client.GET('/api/balance/{area}', of(area, question)))

export const schoolResults = (area: string, question: Question): Promise<Page<SchoolResult>> =>
  take(client.GET('/api/balance/{area}/schools', of(area, question)))

export const groupResults = (area: string, question: Question, by: Breakdown): Promise<Page<GroupResult>> =>
  take(client.GET('/api/balance/{area}/groups', of(area, { ...question, by })))

export const yearReports = (area: string, question: Question): Promise<Page<Report>> =>
  take(client.GET('/api/balance/{area}/years', of(area, question)))

export const areaReports = (area: string, question: Question): Promise<Page<Report>> =>
  take(client.GET('/api/balance/{area}/areas', of(area, question)))

export const oneSchool = (school: string, question: Question): Promise<Page<SchoolResult>> =>
  take(client.GET('/api/balance/schools/{school}', { params: { path: { school }, query: filled(question) } }))

export const whatIf = (ask: WhatIf): Promise<WhatIfAnswer> =>
  take(client.POST('/api/balance/what-if', { body: ask }))
