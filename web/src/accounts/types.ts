import type { Filled, Schemas } from '../shared/types'

export type Session = Schemas['SessionState']
export type Role = Schemas['SessionPost']['role']
export type Right = Session['rights'][number]
export type HeldPost = Schemas['HeldPost']
export type Account = Filled<Schemas['Account'], 'id'>
export type NewPost = Pick<Schemas['NewPost'], 'role'> & Partial<Schemas['NewPost']>
export type NewAccount = Omit<Schemas['NewAccount'], 'language' | 'post'> & { post: NewPost }
export type Link = Schemas['Link']
export type OwnSession = Schemas['OwnSession']
export type AuditEntry = Schemas['Entry']
export type AuditVerdict = Schemas['Verdict']
