import type { Member } from '../registry/types'
import type { Filled, Schemas, Source, Words } from '../shared/types'

export type Model = Schemas['Model']
export type Outcome = Filled<Schemas['Outcome'], 'group_id'>
export type Standing = Omit<Schemas['Standing'], 'ending'> & { ending: Member[] }
export type HistoryEvent = Schemas['HistoryEvent']
export type CoverageRow = Filled<Schemas['CoverageRow'], 'students' | 'covered_students'>
export interface Coverage {
  area_id: string
  area: string
  on: string
  rows: CoverageRow[]
  few: boolean
  source: Source | null
}
export type NewGroup = Pick<Schemas['NewGroupInput'], 'name' | 'district_id' | 'model'> &
  Partial<Schemas['NewGroupInput']>
export type { Words }

// What a group can be made to do; each is a row of the API of the same name, but "join" is "members" there.
export type Act = 'join' | 'leave' | 'model' | 'lead' | 'split' | 'merge' | 'close'

export interface SplitPart {
  name: string
  lead_school_id: string
  schools: string[]
}

// All that a dialog asks for; each act takes its own.
export interface ChangeForm {
  school_id: string
  part: string
  on: string
  to: string
  model: string
  groups: string[]
  parts: SplitPart[]
  why: string
  review: string
}
