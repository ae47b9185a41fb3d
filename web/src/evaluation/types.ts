import type { Schemas } from '../shared/types'

export type EvaluationRound = Schemas['EvaluationRound']
export type GroupVerdict = Schemas['GroupVerdict']
export type RoundSummary = Schemas['RoundSummary']
export type Indicator = EvaluationRound['indicators'][number]
export type Origin = Indicator['origin']
export type Cell = EvaluationRound['cells'][number]
export type Result = EvaluationRound['results'][number]
export type RoundState = RoundSummary['state']
