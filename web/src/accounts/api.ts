import { client, filled, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  Account,
  AuditEntry,
  AuditVerdict,
  Link,
  NewAccount,
  NewPost,
  OwnSession,
  RightRow,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })

export async function allAccounts(): Promise<Account[]> {
  const found: Account[] = []
  let cursor: string | undefined
  do {
    const page: Page<Account> = await take(
      client.GET('/api/accounts', { params: { query: filled({ cursor, limit: 200 }) } }),
    )
    found.push(...page.items)
    cursor = page.next || undefined
  } while (cursor)
  return found
}
export const create = (body: NewAccount): Promise<Account> =>
  take(client.POST('/api/accounts', { body: said<Schemas['NewAccountInput']>(body) }))
export const change = (id: string, body: { name?: string; suspended?: boolean }): Promise<Account> =>
  take(client.PATCH('/api/accounts/{id}', { ...of(id), body: said<Schemas['AccountChangeInput']>(body) }))
export const link = (id: string): Promise<Link> => take(client.POST('/api/accounts/{id}/link', of(id)))
export const givePost = (id: string, body: NewPost): Promise<Account> =>
  take(client.POST('/api/accounts/{id}/posts', { ...of(id), body: said<Schemas['NewPostInput']>(body) }))
export const endPost = (id: string, post: string): Promise<Account> =>
  take(client.DELETE('/api/accounts/{id}/posts/{post}', { params: { path: { id, post } } }))

export interface AuditQuery {
  entity?: string
  action?: string
  from?: string
  to?: string
  cursor?: number
  limit?: number
}
export const audit = (query: AuditQuery): Promise<Page<AuditEntry>> =>
  take(client.GET('/api/audit', { params: { query: filled(query) } }))
export const verify = (): Promise<AuditVerdict> => take(client.GET('/api/audit/verify', {}))

export const rights = (): Promise<RightRow[]> => take(client.GET('/api/rights', {}))

export const sessions = (): Promise<OwnSession[]> => take(client.GET('/api/account/sessions', {}))
export const endSession = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/account/sessions/{id}', of(id)))
export const setPassword = (body: { old?: string; password: string }): Promise<unknown> =>
  take(client.PUT('/api/account/password', { body: said<Schemas['PasswordBodyInput']>(body) }))
