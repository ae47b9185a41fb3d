import type { Schemas } from '../shared/types'

export type SchoolHonours = Schemas['SchoolHonours']
export type StudentHonour = Schemas['StudentHonour']
export type StudentWork = Schemas['StudentWork']
export type OwnHonours = Schemas['OwnHonours']
export type Showcase = Schemas['Showcase']
export type HonoursRead = Schemas['HonoursRead']
export type HonourTerm = Schemas['HonourTerm']

export interface HonourForm {
  person_id?: string
  title: string
  kind: string
  level: string
  award: string
  issuer: string
  on: string
  files?: string[]
}
