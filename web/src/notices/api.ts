import type { Role } from '../accounts/types'
import { client, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { Inbox, Receipt, SentNotice } from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const inbox = (): Promise<Inbox> => take(client.GET('/api/notices', {}))
export const read = (id: string, confirm: boolean): Promise<Inbox> =>
  take(client.POST('/api/notices/{id}/read', { ...of(id), body: { confirm } }))
export const send = (body: {
  org: string
  roles: Role[]
  title: string
  body: string
  confirms: boolean
  until?: string
}): Promise<SentNotice> => take(client.POST('/api/notices', { body: said<Schemas['NewNoticeInput']>(body) }))
export const sent = (org: string): Promise<Page<SentNotice>> =>
  take(client.GET('/api/notices/sent', { params: { query: { org } } }))
export const receipts = (id: string): Promise<Page<Receipt>> =>
  take(client.GET('/api/notices/{id}/receipts', of(id)))
export const withdraw = (id: string): Promise<unknown> => take(client.DELETE('/api/notices/{id}', of(id)))
