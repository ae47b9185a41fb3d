import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { MailQueue, MailSettings, MailTried, OwnMail, Way } from './types'

export const settings = (): Promise<MailSettings> => take(client.GET('/api/mail', {}))
export const set = (body: Partial<Schemas['NewMailSettingsInput']>): Promise<MailSettings> =>
  take(client.PUT('/api/mail', { body: said<Schemas['NewMailSettingsInput']>(body) }))
export const trial = (to: string): Promise<MailTried> =>
  take(client.POST('/api/mail/trial', { body: { to } }))
export const queue = (): Promise<MailQueue> => take(client.GET('/api/mail/queue', {}))
export const retry = (id: string): Promise<MailQueue> =>
  take(client.POST('/api/mail/queue/{id}/retry', { params: { path: { id } } }))
export const own = (): Promise<OwnMail> => take(client.GET('/api/account/mail', {}))
export const change = (body: { address?: string; notices?: Way; confirmations?: Way }): Promise<OwnMail> =>
  take(client.PUT('/api/account/mail', { body: said<Schemas['OwnMailChangeInput']>(body) }))
export const confirm = (token: string): Promise<unknown> =>
  take(client.POST('/api/mail/confirm/{token}', { params: { path: { token } } }))
export const optOut = (token: string): Promise<unknown> =>
  take(client.POST('/api/mail/off/{token}', { params: { path: { token } } }))
