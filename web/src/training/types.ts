import type { Schemas } from '../shared/types'

export type OwnTraining = Schemas['OwnTraining']
export type OwnOffer = Schemas['OwnOffer']
export type TrainingOffer = Schemas['TrainingOffer']
export type TrainingSession = Schemas['TrainingSession']
export type OfferFile = Schemas['OfferFile']
export type TrainingEnrolment = Schemas['TrainingEnrolment']
export type OrgTraining = Schemas['OrgTraining']
export type SchoolChoices = Schemas['SchoolChoices']
export type SchoolChoice = Schemas['SchoolChoice']
export type TrainingClaim = Schemas['TrainingClaim']
export type HoursStanding = Schemas['HoursStanding']
export type HoursPage = Schemas['HoursPage']
export type PersonHours = Schemas['PersonHours']
export type SchoolHours = Schemas['SchoolHours']
export type PastHoursRead = Schemas['PastHoursRead']
export type AttendanceRead = Schemas['AttendanceRead']
export type CheckInCode = Schemas['CheckInCode']
export type DutyBook = Schemas['DutyBook']
export type GroupPlans = Schemas['GroupPlans']
export type TrainingPlan = Schemas['TrainingPlan']
export type EnrolmentState = TrainingEnrolment['state']

export interface SessionForm {
  id?: string
  title?: string
  on: string
  from: string
  to: string
  hours: number
  place?: string
}
export interface OfferForm {
  title: string
  centre_id?: string
  about: string
  kind: string
  level: string
  place: string
  url: string
  capacity: number
  by: TrainingOffer['by']
  whom: {
    stages: string[]
    subjects: string[]
    titles: string[]
    years_least?: number
    years_most?: number
  }
  deadline: string
  pass: number
  sessions: SessionForm[]
}
export interface ClaimForm {
  title: string
  issuer: string
  kind: string
  level: string
  hours: number
  begin_on: string
  last_on: string
  files: string[]
}
export interface PlanForm {
  centre_id: string
  year: number
  goals: string
  budget_yuan: number
  needs: { school_id: string; subject: string; people: number; words: string }[]
  programmes: {
    title: string
    kind: string
    level: string
    hours: number
    budget_yuan: number
    spent_yuan: number
    begin_on: string
    end_on: string
    state: 'planned' | 'going' | 'done'
    offer_id: string
  }[]
  cohorts: { name: string; subject: string; goal: string; people: string[] }[]
}
