import type { Schemas } from '../shared/types'

export type OwnStaff = Schemas['OwnStaff']
export type Teacher = Schemas['Teacher']
export type StaffAccounts = Schemas['StaffAccounts']
export type StaffLinks = Schemas['StaffLinks']
