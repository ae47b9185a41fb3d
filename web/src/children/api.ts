import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { ChildCodes, ConsentList, OwnChildren, Retention, SchoolConsents } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

export const own = (): Promise<OwnChildren> => take(client.GET('/api/account/children', {}))
export const takeCode = (code: string): Promise<OwnChildren> =>
  take(client.POST('/api/account/children', { body: { code } }))
export const letGo = (child: string): Promise<OwnChildren> =>
  take(client.DELETE('/api/account/children/{id}', of(child)))
export const answer = (child: string, ask_id: string, given: boolean): Promise<OwnChildren> =>
  take(client.PUT('/api/account/children/{id}/consents', { ...of(child), body: { ask_id, given } }))
export const askErasure = (child: string, words: string): Promise<OwnChildren> =>
  take(client.POST('/api/account/children/{id}/erasure', { ...of(child), body: { words } }))
export const join = (body: Schemas['NewGuardianInput']): Promise<{ token: string }> =>
  take(client.POST('/api/session/code', { body }))

export const codes = (of_class: string, relation: 'guardian' | 'self'): Promise<ChildCodes> =>
  take(client.POST('/api/classes/{id}/codes', { ...of(of_class), body: { relation } }))
export const consents = (school: string): Promise<SchoolConsents> =>
  take(client.GET('/api/schools/{id}/consents', of(school)))
export const ask = (
  school: string,
  body: { purpose: string; class_id?: string; until: string },
): Promise<SchoolConsents> =>
  take(
    client.POST('/api/schools/{id}/consents', {
      ...of(school),
      body: said<Schemas['NewConsentAskInput']>(body),
    }),
  )
export const list = (school: string, part: string): Promise<ConsentList> =>
  take(client.GET('/api/schools/{id}/consents/{part}', at(school, part)))
export const decide = (school: string, part: string, body: { granted: boolean; reason: string }) =>
  take(
    client.PUT('/api/schools/{id}/erasures/{part}', { ...at(school, part), body }),
  ) as Promise<SchoolConsents>
export const retain = (years: number, dry: boolean): Promise<Retention> =>
  take(client.POST('/api/retention', { body: { years, dry } }))
