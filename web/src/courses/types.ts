import type { Schemas } from '../shared/types'

export type OrgCourses = Schemas['OrgCourses']
export type TakenCartridge = Schemas['TakenCartridge']
export type CourseCard = Schemas['CourseCard']
export type CourseFile = Schemas['CourseFile']
export type CourseUnit = Schemas['CourseUnit']
export type CourseTeaching = Schemas['CourseTeaching']
export type CourseOwner = Schemas['CourseOwner']
export type CourseWay = Schemas['CourseReceiver']['way']
export type CourseState = CourseCard['state']

export const ways: CourseWay[] = ['travel', 'visit', 'live', 'replay']

export interface UnitForm {
  id?: string
  title: string
  aims: string
  hours: number
  materials: { resource_id: string; title: string }[]
}
export const freshUnit = (): UnitForm => ({ title: '', aims: '', hours: 1, materials: [] })
