import { client, take } from '../shared/client'
import type { OwnStaff, StaffAccounts, StaffLinks } from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const own = (): Promise<OwnStaff> => take(client.GET('/api/own/staff', {}))
export const accounts = (school: string): Promise<StaffAccounts> =>
  take(client.GET('/api/schools/{id}/staff-accounts', of(school)))
export const tie = (school: string, person_id: string, sign_in: string): Promise<StaffAccounts> =>
  take(client.POST('/api/schools/{id}/staff-accounts', { ...of(school), body: { person_id, sign_in } }))
export const untie = (school: string, part: string): Promise<StaffAccounts> =>
  take(client.DELETE('/api/schools/{id}/staff-accounts/{part}', { params: { path: { id: school, part } } }))
export const invite = (school: string, people: string[]): Promise<StaffLinks> =>
  take(client.POST('/api/schools/{id}/staff-accounts/invitations', { ...of(school), body: { people } }))
