import type { Schemas } from '../shared/types'

export type DevelopmentSide = Schemas['DevelopmentSide']
export type StudentRecord = Schemas['StudentRecord']
export type OwnRecords = Schemas['OwnRecords']
export type OwnClasses = Schemas['OwnClasses']
export type SchoolSpread = Schemas['SchoolSpread']
