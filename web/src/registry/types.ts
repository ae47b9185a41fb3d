import type { Filled, Schemas, Source } from '../shared/types'

export type SchoolKind = NonNullable<Schemas['SchoolSummary']['school_kind']>
export type Stage = 'kindergarten' | 'primary' | 'junior' | 'senior'

export type Area = Filled<Schemas['Area'], 'id'> & { source: Source | null }
export type SchoolSummary = Filled<Schemas['SchoolSummary'], 'id'>
export type OrgRow = Filled<Schemas['OrgRow'], 'id'>
export type Campus = Filled<Schemas['CampusRow'], 'id' | 'school_id'>
export type Member = Filled<Schemas['Member'], 'group_id' | 'school_id'>
export type Successor = Filled<Schemas['Successor'], 'id'>
export type School = Omit<Schemas['School'], 'org' | 'campuses' | 'groups' | 'successors' | 'source'> & {
  org: OrgRow
  campuses: Campus[]
  groups: Member[]
  successors: Successor[]
  source: Source | null
}
export type SchoolEdit = Partial<Schemas['SchoolEditInput']>
export type Group = Omit<Schemas['Group'], 'org' | 'members' | 'successors' | 'source'> & {
  org: OrgRow
  members: Member[]
  successors: Successor[]
  source: Source | null
}
export type GroupSummary = Filled<Schemas['GroupSummary'], 'id'>
export type StaffMember = Filled<Schemas['StaffMember'], 'id' | 'share'>
export type Service = Filled<Schemas['Service'], 'org_id' | 'share'>
export type ClassSummary = Filled<Schemas['ClassSummary'], 'id'>
export type Student = Filled<Schemas['Student'], 'id'>
export type Facility = Filled<Schemas['FacilityRow'], 'quantity'>
export type Return = Filled<Schemas['ReturnRow'], 'school_id' | 'value'>
export type Code = Schemas['Code']
