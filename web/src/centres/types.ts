import type { Schemas } from '../shared/types'

export type GroupCentres = Schemas['GroupCentres']
export type Centre = Schemas['Centre']
export type CentrePost = Schemas['CentrePost']
export type CentreKind = Centre['kind']
export type CentrePart = CentrePost['part']
export const centreKinds: CentreKind[] = [
  'management',
  'quality',
  'teachers',
  'research',
  'students',
  'resources',
  'services',
  'own',
]
export const centreParts: CentrePart[] = ['head', 'deputy', 'member']
