import type { Source } from '../shared/types'

export type SchoolKind =
  | 'kindergarten'
  | 'primary'
  | 'junior'
  | 'senior'
  | 'nine_year'
  | 'twelve_year'
  | 'complete_secondary'
  | 'vocational'
  | 'special'
  | 'international'
export type Stage = 'kindergarten' | 'primary' | 'junior' | 'senior'

export interface Area {
  id: string
  kind: 'country' | 'region' | 'district' | 'town' | 'school' | 'group'
  parent_id: string | null
  name: string
  name_en: string
  schools: number
  groups: number
  students: number | null
  years: number[]
  stages: string[]
  source: Source | null
}

export interface SchoolSummary {
  id: string
  name: string
  name_en: string
  school_kind: SchoolKind | null
  stages: string
  legal_form: string
  setting: string
  remoteness: string
  district_id: string | null
  district: string
  town: string
  group_id: string | null
  group: string
  longitude: number | null
  latitude: number | null
  students: number | null
  teachers: number | null
  begin_on: string | null
  end_on: string | null
  generated: boolean
}

export interface OrgRow {
  id: string
  kind: Area['kind']
  parent_id: string | null
  name: string
  name_en: string
  school_kind: SchoolKind | null
  stages: string
  legal_form: string
  setting: string
  remoteness: string
  teaching_point: boolean
  parent_school_id: string | null
  address: string
  longitude: number | null
  latitude: number | null
  model: string
  lead_school_id: string | null
  begin_on: string | null
  end_on: string | null
}

export interface Campus {
  id: string
  school_id: string
  parent_id: string | null
  name: string
  main: boolean
  address: string
  longitude: number | null
  latitude: number | null
  begin_on: string | null
  end_on: string | null
}

export interface Member {
  group_id: string
  group: string
  school_id: string
  school: string
  part: string
  begin_on: string | null
  end_on: string | null
}

export interface Successor {
  id: string
  name: string
  relation: string
  on_day: string | null
  successor: boolean
}

export interface School {
  org: OrgRow
  district: string
  town: string
  identifiers: { scheme: string; value: string }[]
  campuses: Campus[]
  groups: Member[]
  successors: Successor[]
  source: Source | null
  hand_edited: string[]
  seq: number
  modified: string
}

export interface SchoolEdit {
  name?: string
  name_en?: string
  legal_form?: string
  setting?: string
  remoteness?: string
  address?: string
  longitude?: number
  latitude?: number
  effective?: string
}

export interface Group {
  org: OrgRow
  district: string
  lead_school: string
  members: Member[]
  source: Source | null
  seq: number
  modified: string
}

export interface GroupSummary {
  id: string
  name: string
  model: string
  district_id: string | null
  district: string
  lead_school: string
  schools: number
  students: number | null
  generated: boolean
}

export interface StaffMember {
  id: string
  name: string
  sex: string
  role: string
  post: string
  subject: string
  stage: string
  qualification: string
  title: string
  backbone: string
  full_time: boolean
  share: number
  begin_on: string | null
  end_on: string | null
}

export interface Service {
  org_id: string
  org: string
  role: string
  post: string
  subject: string
  stage: string
  share: number
  begin_on: string | null
  end_on: string | null
}

export interface ClassSummary {
  id: string
  title: string
  grades: string
  type: string
  students: number
  teachers: number
}

export interface Student {
  id: string
  name: string
  sex: string
  grade: string
  begin_on: string | null
  end_on: string | null
}

export interface Facility {
  id: string
  school_id: string
  campus_id: string | null
  kind: string
  name: string
  quantity: number
  area: number | null
  value_yuan: number | null
  begin_on: string | null
  end_on: string | null
}

export interface Return {
  school_id: string
  stage: string
  year: number
  figure: string
  value: number
}
