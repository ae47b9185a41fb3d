import type { Schemas } from '../shared/types'

export type ImportFault = Schemas['ImportFault']
export type RecordChange = Schemas['RecordChange']
export type TableCounts = Schemas['TableCounts']
export type IntakeReport = Schemas['IntakeReport']
export type ImportRun = Schemas['ImportRun']
export type Target = Schemas['Target']
export type MappingSummary = Schemas['MappingSummary']
export type MappingField = Schemas['MappingField']
export type Mapping = Schemas['Mapping']
export type Proposal = Schemas['Proposal']
export type TemplateInfo = Schemas['TemplateInfo']
export type ForeignColumn = Schemas['ForeignColumn']
