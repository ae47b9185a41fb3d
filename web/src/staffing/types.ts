import type { Schemas } from '../shared/types'

export type OrgStaffing = Schemas['OrgStaffing']
export type SchoolStand = Schemas['SchoolStand']
export type SubjectStand = Schemas['SubjectStand']
export type PoolStand = Schemas['PoolStand']
export type PostAsk = Schemas['Ask']
export type NormBook = Schemas['NormBook']
export type NormInfo = Schemas['NormInfo']
export type NormNumbers = Schemas['NormNumbers']
export type SheetOutcome = Schemas['SheetOutcome']
export type SchoolLeaves = Schemas['SchoolLeaves']
export type Leave = Schemas['Leave']
export type LeaveKind = NonNullable<Leave['kind']>
export type Rounds = Schemas['Rounds']
export type Round = Schemas['Round']
export type Opening = Schemas['Opening']
export type RoundState = Round['state']
export type OrgForecast = Schemas['OrgForecast']
export type SubjectForecast = Schemas['SubjectForecast']
export type ForecastYear = Schemas['ForecastYear']

export const leaveKinds: LeaveKind[] = ['maternity', 'illness', 'study', 'secondment', 'other']
export const roundStates: RoundState[] = ['asking', 'approved', 'advertised', 'examined', 'closed']
