import type { Filled, Schemas } from '../shared/types'

export type Head = Filled<Schemas['PortfolioHead'], 'id' | 'school_id'>
export type Portfolio = Omit<Schemas['Portfolio'], 'head'> & { head: Head }
export type Entry = Schemas['PortfolioEntry']
export type EntryForm = Schemas['NewPortfolioEntryInput']
export type EntryVersion = Schemas['EntryVersion']
export type Fact = Schemas['Fact']
export type Kinds = Schemas['PortfolioKinds']
export type Kind = Schemas['PortfolioKind']
export type Glance = Schemas['PortfolioGlance']
export type Waiting = Filled<Schemas['WaitingEntry'], 'person_id' | 'school_id'>
export type YearGoals = Schemas['YearGoals']
export type YearGoal = Schemas['YearGoal']
export type SharedWith = YearGoals['shared']
export type TeacherList = Schemas['TeacherList']
export type ListedTeacher = Filled<Schemas['ListedTeacher'], 'id' | 'school_id'>
export type TeacherCount = Schemas['TeacherCount']

export type ConductRules = Schemas['ConductRules']
export type ConductCase = Filled<Schemas['ConductCase'], 'person_id' | 'school_id'>
export type CaseStep = ConductCase['may'][number]
export type CaseMove = Partial<Schemas['CaseMoveInput']> & { step: CaseStep; words: string }
export type Commendation = Filled<Schemas['Commendation'], 'person_id'>

export type PerformanceSheets = Schemas['PerformanceSheets']
export type PerformanceSheet = Schemas['PerformanceSheet']
export type PerformanceRow = Filled<Schemas['PerformanceRow'], 'person_id'>
export type PerformanceItem = Schemas['PerformanceItem']
export type SheetState = Schemas['PerformanceSummary']['state']
export type TermResult = Schemas['TermResult']
export type Imported = Schemas['PerformanceImported']

export const levels: Entry['level'][] = ['none', 'school', 'group', 'district', 'city', 'province', 'nation']
export const sharings: SharedWith[] = ['nobody', 'mentor', 'school']
export const goalStates: YearGoal['state'][] = ['open', 'under_way', 'reached', 'missed']
