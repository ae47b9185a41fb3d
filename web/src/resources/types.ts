import type { Schemas } from '../shared/types'

export type ResourceTerms = Schemas['ResourceTerms']
export type ResourceLicence = Schemas['ResourceLicence']
export type ResourceCard = Schemas['ResourceCard']
export type ResourcePage = Schemas['ResourcePage']
export type FoundResources = Schemas['FoundResources']
export type FacetCount = Schemas['FacetCount']
export type OwnResources = Schemas['OwnResources']
export type SharePlace = Schemas['SharePlace']
export type LibraryDesk = Schemas['LibraryDesk']
export type SimilarUse = Schemas['SimilarUse']
export type ResourceAuthor = Schemas['ResourceAuthor']
export type ReviewSeat = Schemas['ReviewSeat']
export type QualityMark = Schemas['QualityMark']
export type ShareScope = ResourceCard['scope']
export type QualityLevel = QualityMark['level']
export type ResourceSort = 'newest' | 'used' | 'rated'
export type VersionState = ResourceCard['state']

export interface ResourceForm {
  org_id: string
  title: string
  kind: string
  subject: string
  grades: string[]
  node: string
  tags: string[]
  words: string
  authors: string
  licence: string
  url: string
  scope: ShareScope
  shelf_id?: string
  note: string
  files: string[]
}
