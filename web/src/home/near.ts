// The schools around a place. All of it is reckoned here: where somebody lives is never sent.
import type { SchoolSummary } from '../registry/types'
import { named } from '../shared/i18n'
import type { MapPoint, Place, Shape } from '../shared/map'
import { distance } from '../shared/projection'

export interface Near {
  school: SchoolSummary
  metres: number // in a straight line
}

export const placeOf = (school: SchoolSummary): Place | null =>
  school.longitude === null || school.latitude === null
    ? null
    : { longitude: school.longitude, latitude: school.latitude }

export const teaches = (school: SchoolSummary, stage: string) =>
  school.stages
    .split(',')
    .map((one) => one.trim())
    .includes(stage)

// Those that teach a stage, the nearest first; schools for special needs are for who needs them.
export function nearest(schools: SchoolSummary[], place: Place, stage: string, most: number): Near[] {
  return schools
    .flatMap((school) => {
      const at = placeOf(school)
      return at && teaches(school, stage) && school.school_kind !== 'special'
        ? [{ school, metres: distance(place, at) }]
        : []
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most)
}

// Towns and neighbourhoods that schools name, with the middle of their schools.
export function townsOf(schools: SchoolSummary[]): { name: string; place: Place }[] {
  const towns = new Map<string, Place[]>()
  for (const school of schools) {
    const at = placeOf(school)
    if (at && school.town) towns.set(school.town, [...(towns.get(school.town) ?? []), at])
  }
  const middle = (places: Place[], of: keyof Place) =>
    places.reduce((sum, one) => sum + one[of], 0) / places.length
  return [...towns]
    .map(([name, places]) => ({
      name,
      place: { longitude: middle(places, 'longitude'), latitude: middle(places, 'latitude') },
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

export const looks: Record<'near' | 'other', { fill: string; shape: Shape }> = {
  near: { fill: '#17618f', shape: 'square' },
  other: { fill: '#71808e', shape: 'ring' },
}

// The map of them, the found ones marked and above the others.
export function mapOf(
  schools: SchoolSummary[],
  found: Near[],
  areaOf: (school: SchoolSummary) => string,
): MapPoint[] {
  const near = new Set(found.map((one) => one.school.id))
  return schools
    .flatMap((school) => {
      const at = placeOf(school)
      const look = near.has(school.id) ? looks.near : looks.other
      return at
        ? [
            {
              id: school.id,
              label: named(school),
              lines: [school.group],
              ...at,
              ...look,
              area: areaOf(school),
            },
          ]
        : []
    })
    .sort((a, b) => Number(near.has(a.id)) - Number(near.has(b.id)))
}
