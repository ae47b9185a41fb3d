import type { Schemas } from '../shared/types'

export type CareService = Schemas['CareService']
export type SchoolCare = Schemas['SchoolCare']
export type CareDesk = Schemas['CareDesk']
export type CareLine = Schemas['CareLine']
export type CareServiceDay = Schemas['CareServiceDay']
export type CareRoll = Schemas['CareRoll']
export type CarePattern = Schemas['CarePattern']
export type OwnCare = Schemas['OwnCare']
export type CareChild = Schemas['CareChild']
export type OwnCareService = Schemas['OwnCareService']
export type OwnCareDay = Schemas['OwnCareDay']
export type OwnCareDuty = Schemas['OwnCareDuty']
export type CareKind = Schemas['CareKind']
export type CareMenus = Schemas['CareMenus']
export type CareMenusRead = Schemas['CareMenusRead']
export type CareMenuDay = Schemas['CareMenuDay']
export type CareDish = Schemas['CareDish']
export type CareAllergen = Schemas['CareAllergen']
export type CareMonth = Schemas['CareMonth']
export type CareSheetRead = Schemas['CareSheetRead']
export type Standing = CareLine['standing']

export interface ChoiceForm {
  name: string
  ends: string
  yuan: string
}
export interface ServiceForm {
  kind: string
  campus_id: string
  title: string
  grades: number[]
  from_on: string
  last_on: string
  weekdays: number[]
  begins: string
  choices: ChoiceForm[]
  capacity: number
  deadline_days: number
  deadline: string
  duties: { person_id: string; weekdays: number[] }[]
}
