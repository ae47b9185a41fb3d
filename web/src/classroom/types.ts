import type { Filled, Schemas } from '../shared/types'

export type OpenLesson = Filled<Schemas['OpenLesson'], 'org_id' | 'on'>
export type OpenLessonFile = Omit<Schemas['OpenLessonFile'], 'lesson' | 'classes' | 'hosts'> & {
  lesson: OpenLesson
  classes: ReceivingClass[]
  hosts: LessonHost[]
}
export type LessonHost = Filled<Schemas['LessonHost'], 'person_id'>
export type ReceivingClass = Filled<Schemas['ReceivingClass'], 'school_id'>
export type LessonSource = Schemas['LessonSource']
export type LessonKey = Schemas['LessonKey']
export type LessonPerson = Filled<Schemas['LessonPerson'], 'id'>
export type LessonClass = Filled<Schemas['LessonClass'], 'id'>
export type LessonsRead = Schemas['LessonsRead']
export type LessonKind = OpenLesson['kind']
export type LessonAudience = OpenLesson['audience']
export type LessonState = OpenLesson['state']
export interface LessonList {
  items: OpenLesson[]
  total: number
}
export type LessonSeries = Omit<Schemas['LessonSeries'], 'lessons'> & { lessons: OpenLesson[] }

export interface LessonQuery {
  show?: 'all' | 'coming' | 'live' | 'over'
  from?: string
  to?: string
  subject?: string
  grade?: string
  kind?: LessonKind
  audience?: LessonAudience
  org?: string
  q?: string
  mine?: boolean
  skip?: number
  limit?: number
}
export interface LessonForm {
  title: string
  subject: string
  grade: string
  teacher_id?: string
  room: string
  on: string
  from: string
  to: string
  kind: LessonKind
  about: string
  audience: LessonAudience
  consent: string
  series: string
}

export const kinds: LessonKind[] = ['open_class', 'dedicated', 'famous_teacher', 'strong_school']
export const grades = ['KG', ...Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'))]
export type LessonWatch = Schemas['LessonWatch']
export type LiveSources = Schemas['LiveSources']
export type LiveSource = Schemas['LiveSource']
