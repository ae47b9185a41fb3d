import type { Source, Words } from '../shared/types'

export interface Question {
  standard?: string
  stage?: string
  year?: number
}

export interface LeftOut {
  school_id: string
  school: string
  reason: string
  figure: string
}

export interface IndicatorResult {
  code: string
  name: Words
  unit: Words
  reported: boolean
  mean: number | null
  s: number | null
  cv: number | null
  limit: number | null
  passed: boolean | null
  threshold: number | null
  lower_is_better: boolean
  schools: number
  below: number
  left_out_count: number
  left_out: LeftOut[]
  cv_before: number | null
  theil: number | null
  theil_within: number | null
  theil_between: number | null
}

export interface SchoolIndicator {
  code: string
  value: number | null
  passed: boolean | null
  ratio: number | null
  lacking: number | null
  adds_to_cv: number | null
}

export type Verdict = 'reached' | 'failed' | 'unknown' | 'left_out'

export interface SchoolResult {
  school_id: string
  school: string
  stage: string
  town: string
  setting: string
  remoteness: string
  group_id: string | null
  group: string
  students: number | null
  indicators: SchoolIndicator[]
  reached: number
  reported: number
  verdict: Verdict
  why: Words
}

export interface GroupResult {
  group_id: string | null
  group: string
  schools: number
  students: number
  indicators: { code: string; mean: number | null; cv: number | null; theil: number | null }[]
  failed: number
}

export interface Report {
  area_id: string
  area: string
  standard: string
  standard_name: Words
  edition: string
  stage: string
  year: number
  schools: number
  students: number
  indicators: IndicatorResult[]
  composite: number | null
  composite_limit: number | null
  passed: boolean | null
  schools_reached: number
  schools_failed: number
  schools_unknown: number
  schools_left_out: number
  generated: boolean
  sources: Source[]
}

export interface StandardIndicator {
  code: string
  name: Words
  unit: Words
  numerator: string
  denominator: string
  per: number
  lower_is_better: boolean
  threshold: Record<string, number>
  limit: Record<string, number>
}

export interface StandardInfo {
  id: string
  name: Words
  edition: string
  source: Words
  stages: string[]
  indicators: StandardIndicator[]
}

export type ChangeKind = 'move_teachers' | 'add_figure' | 'shift_students' | 'join_group'

export interface Change {
  kind: ChangeKind
  from: string | null
  to: string | null
  stage: string
  as: string[]
  figure: string
  group: string | null
  amount: number
}

export interface WhatIf {
  question: { area: string; standard: string; stage: string; year: number | null }
  changes: Change[]
}

export interface WhatIfIndicator {
  code: string
  mean_before: number | null
  mean_after: number | null
  cv_before: number | null
  cv_after: number | null
  limit: number | null
  passed_before: boolean | null
  passed_after: boolean | null
  between_before: number | null
  between_after: number | null
}

export interface WhatIfAnswer {
  indicators: WhatIfIndicator[]
  failed_before: number
  failed_after: number
  before: SchoolResult[]
  after: SchoolResult[]
  refused: { field: string; what: Words }[]
  micros: number
}
