import type { Words } from '../shared/types'

export interface Place {
  sheet: string
  row: number
  column: string
}
export interface ImportFault {
  place: Place
  what: Words
  remedy: Words
  fatal: boolean
}
export interface RecordChange {
  id: string
  label: string
  place: Place
  fields: { field: string; from: string; to: string; kept: boolean }[]
}
export interface TableCounts {
  table: string
  added: number
  changed: number
  ended: number
  unchanged: number
  added_samples: RecordChange[]
  changed_samples: RecordChange[]
  ended_samples: RecordChange[]
}
export interface IntakeReport {
  tables: TableCounts[]
  faults: ImportFault[]
  fault_count: number
  warning_count: number
  written: boolean
}
export type RunState = 'uploaded' | 'reading' | 'read' | 'committing' | 'committed' | 'failed' | 'discarded'
export interface ImportRun {
  id: string
  file: string
  bytes: number
  format: 'oneroster' | 'templates' | 'foreign' | 'unknown'
  mapping: string
  state: RunState
  progress: { rows: number; share: number | null; rows_per_second: number; seconds_left: number | null }
  report: IntakeReport | null
  problem: Words
  started_by: string
  started_at: string
  ended_at: string
}
export interface ForeignColumn {
  heading: string
  samples: string[]
  guess: string
  confidence: number
}
export interface Target {
  name: string
  label: Words
  meaning: Words
  type: string
  required: boolean
}
export interface MappingSummary {
  id: string
  name: string
  built_in: boolean
  headings: string[]
}
export interface MappingField {
  target: string
  columns: string[]
  join: string
  constant: string
  values: Record<string, string>
  format: string
}
export interface Mapping {
  id: string
  name: string
  space: string
  licence: string
  notice_zh: string
  notice_en: string
  region: string
  crs: string
  year: number
  stage: string
  fields: MappingField[]
  headings: string[]
}
export interface Proposal {
  mapping: Mapping
  columns: ForeignColumn[]
  targets: Target[]
  sheet: string
  missing: string[]
}
export interface TemplateInfo {
  sheet: string
  title: Words
}
