import type { Schemas } from '../shared/types'

export type OwnChildren = Schemas['OwnChildren']
export type Child = Schemas['Child']
export type SchoolConsents = Schemas['SchoolConsents']
export type ConsentAsk = Schemas['ConsentAsk']
export type ConsentList = Schemas['ConsentList']
export type ChildCodes = Schemas['ChildCodes']
export type Erasure = Schemas['Erasure']
export type Retention = Schemas['Retention']
