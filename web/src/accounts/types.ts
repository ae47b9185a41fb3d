import type { Filled, Schemas } from '../shared/types'

export type Session = Schemas['SessionState']
export type Role = Schemas['SessionPost']['role']
export type Right = Session['rights'][number]
export type HeldPost = Schemas['HeldPost']
export type Account = Filled<Schemas['Account'], 'id'>
export type NewPost = Pick<Schemas['NewPostInput'], 'role'> & Partial<Schemas['NewPostInput']>
export type NewAccount = Omit<Schemas['NewAccountInput'], 'language' | 'post'> & { post: NewPost }
export type Link = Schemas['Link']
export type OwnSession = Schemas['OwnSession']
export type AuditEntry = Schemas['AuditEntry']
export type Delegation = Schemas['Delegation']
export type SecondFactor = Schemas['SecondFactor']
export type TotpOffer = Schemas['TotpOffer']
export type Invited = Schemas['Invited']
export type Policy = Schemas['Policy']
export type RightRow = Schemas['RightRow']
export type Reach = RightRow['roles'][number]['reach']
export type AuditVerdict = Schemas['Verdict']
