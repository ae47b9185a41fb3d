import type { Schemas } from '../shared/types'

export type OrgOfferings = Schemas['OrgOfferings']
export type OfferingCard = Schemas['OfferingCard']
export type OnOffer = Schemas['OnOffer']
export type Offer = OnOffer['offers'][number]
export type OfferingsRead = Schemas['OfferingsRead']
export type PupilPlace = Schemas['PupilPlace']
export type OfferingFile = Schemas['OfferingFile']
export type OfferingPerson = Schemas['OfferingPerson']
export type OfferingSession = Schemas['OfferingSession']
export type ChoosingRound = Schemas['ChoosingRound']
export type RoundFile = Schemas['RoundFile']
export type DrawPage = Schemas['DrawPage']
export type OwnChoosing = Schemas['OwnChoosing']
export type ChoosingChild = Schemas['ChoosingChild']
export type OwnRound = Schemas['OwnRound']
export type OwnOption = Schemas['OwnOption']
export type PressAnswer = Schemas['PressAnswer']
export type ClubFile = Schemas['ClubFile']
export type ClubCode = Schemas['ClubCode']
export type OwnClubs = Schemas['OwnClubs']
export type TryoutFile = Schemas['TryoutFile']
export type OfferingKind = OfferingCard['kind']

export const kinds: OfferingKind[] = [
  'course',
  'club',
  'sports',
  'art',
  'visit',
  'experimental',
  'talent',
  'study',
]

export interface SessionForm {
  weekly: boolean
  weekday: number
  first: string
  last: string
  on: string
  from: string
  to: string
}
export interface QuotaForm {
  school_id: string
  least: number | undefined
  most: number | undefined
}
export interface TeacherForm {
  school: string // where to look for a member of staff; '': somebody from outside
  person_id: string
  name: string
}
export interface OfferingForm {
  kind: OfferingKind
  title_zh: string
  title_en: string
  about: string
  materials: string
  transport: string
  host_id: string
  campus_id: string
  place: string
  grades: number[]
  capacity: number
  cost_yuan: number
  consent: boolean
}
export interface RoundForm {
  title: string
  notes: string
  mode: ChoosingRound['mode']
  rule: ChoosingRound['rule']
  opens_on: string
  opens: string
  closes_on: string
  closes: string
  choices: number
  most: number
  offerings: string[]
}

export const freshSession = (): SessionForm => ({
  weekly: true,
  weekday: 3,
  first: '',
  last: '',
  on: '',
  from: '16:00',
  to: '17:00',
})

// As the API takes it.
export const sessionBody = (one: SessionForm) => ({
  from: one.from,
  to: one.to,
  ...(one.weekly
    ? {
        weekday: one.weekday,
        ...(one.first ? { first: one.first } : {}),
        ...(one.last ? { last: one.last } : {}),
      }
    : { on: one.on }),
})
export const goodSession = (one: SessionForm) =>
  !!one.from && !!one.to && one.from < one.to && (one.weekly || !!one.on)
