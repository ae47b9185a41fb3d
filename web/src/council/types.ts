import type { Filled, Schemas } from '../shared/types'

export type Seat = Schemas['Seat']
export type Rule = Schemas['Rule']
export type Task = Schemas['Task']
export type TaskState = Task['state']
export type MeetingSummary = Schemas['MeetingSummary']
export type Council = Filled<Schemas['Council'], 'group_id'>
export type AgendaItem = Schemas['AgendaItem']
export type Attendance = Schemas['Attendance']
export type Meeting = Filled<Schemas['Meeting'], 'group_id'>
export type Choice = 'agree' | 'against' | 'abstained'
export type Presence = 'present' | 'excused' | 'absent'

export const offices = ['president', 'vice_president', 'member', 'secretary'] as const
export const majorities = ['votes', 'seats', 'two_thirds'] as const
export const choices: Choice[] = ['agree', 'against', 'abstained']
export const presences: Presence[] = ['present', 'excused', 'absent']
export const taskStates: TaskState[] = ['open', 'doing', 'done', 'dropped']
