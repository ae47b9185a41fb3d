import type { Schemas } from '../shared/types'

export type Inbox = Schemas['Inbox']
export type Notice = Schemas['Notice']
export type SentNotice = Schemas['SentNotice']
export type Receipt = Schemas['Receipt']
