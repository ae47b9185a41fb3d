import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { OwnClasses, OwnRecords, SchoolSpread, StudentRecord } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const entry = (side: string, words: string) => said<Schemas['NewRecordEntryInput']>({ side, words })

export const own = (): Promise<OwnRecords> => take(client.GET('/api/account/development', {}))
export const reflect = (child: string, side: string, words: string): Promise<OwnRecords> =>
  take(client.POST('/api/account/development/{id}', { ...of(child), body: entry(side, words) }))
export const takeBack = (id: string): Promise<void> =>
  take(client.DELETE('/api/account/record-entries/{id}', of(id)))
export const classes = (): Promise<OwnClasses> => take(client.GET('/api/account/observations', {}))
export const observed = (student: string): Promise<StudentRecord> =>
  take(client.GET('/api/account/observations/{id}', of(student)))
export const observe = (student: string, side: string, words: string): Promise<StudentRecord> =>
  take(client.POST('/api/account/observations/{id}', { ...of(student), body: entry(side, words) }))
export const spread = (school: string): Promise<SchoolSpread> =>
  take(client.GET('/api/schools/{id}/development', of(school)))
