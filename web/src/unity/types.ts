import type { Member } from '../registry/types'
import type { Filled, Schemas, Words } from '../shared/types'

export type List = Schemas['List']
export type Level = 'open' | 'partly' | 'fully'
export type Cell = Filled<Schemas['Cell'], 'school_id'>
export interface Row {
  item_id: string
  list: string
  name: Words
  counts: string
  cells: Cell[]
}
export type OwnThing = Filled<Schemas['OwnThing'], 'school_id'>
export interface Matrix {
  group_id: string
  group: string
  schools: Member[]
  rows: Row[]
  own: OwnThing[]
}
export type Evidence = Schemas['Evidence']
export const ownKinds = ['feature', 'brand', 'tradition', 'course'] as const
