import type { Filled, Schemas, Source } from '../shared/types'

export interface Question {
  standard?: string
  stage?: string
  year?: number
}

export type LeftOut = Filled<Schemas['LeftOut'], 'school_id'>
export type IndicatorResult = Omit<Schemas['IndicatorResult'], 'left_out'> & { left_out: LeftOut[] }
export type SchoolIndicator = Schemas['SchoolIndicator']
export type Verdict = Schemas['SchoolResult']['verdict']
export type SchoolResult = Filled<Schemas['SchoolResult'], 'school_id'>
export type GroupResult = Filled<Schemas['GroupResult'], 'students'>
export type Report = Omit<Filled<Schemas['Report'], 'area_id' | 'students'>, 'indicators' | 'sources'> & {
  indicators: IndicatorResult[]
  sources: Source[]
}
export type StandardIndicator = Schemas['Indicator'] & {
  per: number
  threshold: Record<string, number>
  limit: Record<string, number>
}
export type StandardInfo = Omit<Schemas['StandardInfo'], 'indicators'> & { indicators: StandardIndicator[] }

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
  question: Schemas['QuestionInput']
  changes: Change[]
}
export type WhatIfIndicator = Schemas['WhatIfIndicator']
export type WhatIfAnswer = Omit<Filled<Schemas['WhatIfAnswer'], 'micros'>, 'before' | 'after'> & {
  before: SchoolResult[]
  after: SchoolResult[]
}
