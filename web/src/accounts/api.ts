import { address, client, filled, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  Account,
  AuditEntry,
  AuditVerdict,
  Delegation,
  HeldPost,
  Invited,
  Link,
  NewAccount,
  NewPost,
  OwnSession,
  Policy,
  RightRow,
  SecondFactor,
  TotpOffer,
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

export const secondFactor = (): Promise<SecondFactor> => take(client.GET('/api/account/second-factor', {}))
export const offerSecondFactor = (): Promise<TotpOffer> => take(client.POST('/api/account/second-factor', {}))
export const confirmSecondFactor = (code: string): Promise<{ codes: string[] }> =>
  take(client.PUT('/api/account/second-factor', { body: { code } }))
export const dropSecondFactor = (password: string): Promise<unknown> =>
  take(client.POST('/api/account/second-factor/off', { body: { password } }))
export const resetSecondFactor = (id: string): Promise<Account> =>
  take(client.DELETE('/api/accounts/{id}/second-factor', of(id)))

export const ownPosts = (): Promise<HeldPost[]> => take(client.GET('/api/account/posts', {}))
export const delegations = (): Promise<Delegation[]> => take(client.GET('/api/account/delegations', {}))
export const delegate = (body: {
  post: string
  to: string
  begin_on?: string
  end_on: string
  why?: string
}): Promise<Delegation> =>
  take(client.POST('/api/account/delegations', { body: said<Schemas['NewDelegationInput']>(body) }))
export const endDelegation = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/account/delegations/{id}', of(id)))

export const invite = (sheet: File, dry: boolean): Promise<Invited> =>
  upload<Invited>(address('/api/invitations', { dry: String(dry) }), sheet)
export const policy = (): Promise<Policy> => take(client.GET('/api/account-policy', {}))
export const setPolicy = (body: Policy): Promise<Policy> => take(client.PUT('/api/account-policy', { body }))

export const sessions = (): Promise<OwnSession[]> => take(client.GET('/api/account/sessions', {}))
export const endSession = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/account/sessions/{id}', of(id)))
export const setPassword = (body: { old?: string; password: string }): Promise<unknown> =>
  take(client.PUT('/api/account/password', { body: said<Schemas['PasswordBodyInput']>(body) }))
