import type { Schemas } from '../shared/types'

export type BankQuestion = Schemas['BankQuestion']
export type BankPage = Schemas['BankPage']
export type BankSheetRead = Schemas['BankSheetRead']
export type AnswerSheetRead = Schemas['AnswerSheetRead']
export type WorkMaterials = Schemas['WorkMaterials']
export type ChildMaterials = Schemas['ChildMaterials']
export type ChildMaterial = Schemas['ChildMaterial']
export type TakenQuestions = Schemas['TakenQuestions']
export type QuestionBody = Schemas['QuestionBody']
export type QuestionKind = QuestionBody['kind']
export type MultipleRule = QuestionBody['rule']
export type QuestionAnswer = Schemas['QuestionAnswer']
export type OwnAssignments = Schemas['OwnAssignments']
export type SchoolAssignments = Schemas['SchoolAssignments']
export type AssignmentCard = Schemas['AssignmentCard']
export type AssignmentFile = Schemas['AssignmentFile']
export type AssignmentItem = Schemas['AssignmentItem']
export type WorkClass = Schemas['WorkClass']
export type ClassResults = Schemas['ClassResults']
export type ResultLine = Schemas['ResultLine']
export type OwnWork = Schemas['OwnWork']
export type WorkCard = Schemas['WorkCard']
export type WorkPaper = Schemas['WorkPaper']
export type WorkItem = Schemas['WorkItem']
export type SavedAnswer = Schemas['SavedAnswer']

export type MarkingFile = Schemas['MarkingFile']
export type MarkingRow = Schemas['MarkingRow']
export type MarkingPaper = Schemas['MarkingPaper']
export type GivenMark = Schemas['GivenMark']
export type MarkerChoice = Schemas['MarkerChoice']
export type OwnMarkTasks = Schemas['OwnMarkTasks']

export const kinds: QuestionKind[] = [
  'choice',
  'multiple',
  'true_false',
  'blank',
  'matching',
  'essay',
  'photo',
  'file',
]
export const markedByPeople = (kind: QuestionKind) => kind === 'essay' || kind === 'photo' || kind === 'file'
export const rules: MultipleRule[] = ['part', 'part_flat', 'exact', 'shares']

export interface AssignmentForm {
  org_id: string
  title: string
  words: string
  subject: string
  opens_on: string
  opens: string
  due_on: string
  due: string
  late: AssignmentFile['late']
  late_share: number
  tries: number
  shuffled: boolean
  shows: AssignmentFile['shows']
}
export interface ItemForm {
  key: number // of the page alone
  question_id: string
  body: QuestionBody
}
export interface BankForm {
  subject: string
  grades: string[]
  difficulty: number
  tags: string[]
  knowledge: string[]
  licence: string
  origin: string
  school_id: string
  shelf_id: string
}
export interface BankFilter {
  q?: string
  subject?: string
  grade?: string
  kind?: QuestionKind
  difficulty?: number
  mine?: boolean
  from?: number
  limit?: number
}
