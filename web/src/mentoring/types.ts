import type { Schemas } from '../shared/types'

export type OrgMentoring = Schemas['OrgMentoring']
export type OwnMentoring = Schemas['OwnMentoring']
export type Pair = Schemas['Pair']
export type PairKind = Pair['kind']
export type PairState = Pair['state']
export type Partner = Schemas['Partner']
export type Visit = Schemas['Visit']
export type NewTeacher = Schemas['NewTeacher']
export type Service = Schemas['Service']
export type ServiceSummary = Schemas['ServiceSummary']
export type ServiceVisit = Schemas['ServiceVisit']
export type Suggestion = Schemas['Suggestion']
export type Outcome = NonNullable<Schemas['Review']['outcome']>

export const pairKinds: PairKind[] = ['new_teacher', 'subject', 'across']
export const outcomes: Outcome[] = ['met', 'partly', 'missed']
export const stateTag: Record<PairState, string> = {
  proposed: 'warn',
  running: 'pass',
  ended: '',
  declined: 'fail',
}
