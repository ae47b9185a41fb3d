import type { Schemas } from '../shared/types'

export type MailSettings = Schemas['MailSettings']
export type MailQueue = Schemas['MailQueue']
export type MailTried = Schemas['MailTried']
export type OwnMail = Schemas['OwnMail']
export type Way = OwnMail['notices']
export const ways: Way[] = ['now', 'daily', 'weekly', 'never']
export const securities: MailSettings['security'][] = ['starttls', 'tls', 'none']
