// Posts and people of schools against what they need, as points of a map: by shape and lightness as well as by hue.
import { number, signed } from '../shared/format'
import { i18n } from '../shared/i18n'
import type { LegendItem, MapPoint, Shape } from '../shared/map'
import type { SchoolStand } from './types'

// people: who is in post against the norm. posts: what was given against the norm. filled: who is in an established
// post against what was given.
export const comparisons = ['people', 'posts', 'filled'] as const
export type Comparison = (typeof comparisons)[number]

export interface Compared {
  need: number
  have: number
  gap: number
}

export function compared(school: SchoolStand, by: Comparison): Compared | null {
  const given = school.posts === null ? null : school.posts + school.turnover
  const need = by === 'filled' ? given : school.norm
  const have = by === 'people' ? school.in_post : by === 'posts' ? given : school.established
  return need === null || have === null ? null : { need, have, gap: have - need }
}

type Step = LegendItem & { key: string }
const t = (key: string) => i18n.global.t(key)
const look = (key: string, fill: string, shape: Shape): Step => ({
  key,
  fill,
  shape,
  label: t(`staffing.map.${key}`),
})
export const steps = (): Step[] => [
  look('short2', '#8c1d17', 'triangle'),
  look('short1', '#cf6058', 'triangle'),
  look('even', '#7fb1cf', 'circle'),
  look('over1', '#3d83ad', 'diamond'),
  look('over2', '#0b3b5a', 'square'),
  look('unknown', '#71808e', 'ring'),
]

// A tenth of the need is much; one post, or a fiftieth of them, is nothing.
export function stepOf(one: Compared | null): string {
  if (!one) return 'unknown'
  if (Math.abs(one.gap) <= Math.max(1, one.need * 0.02)) return 'even'
  const much = Math.abs(one.gap) > one.need * 0.1 ? 2 : 1
  return `${one.gap < 0 ? 'short' : 'over'}${much}`
}

export function pointsOf(schools: SchoolStand[], by: Comparison): MapPoint[] {
  const looks = new Map(steps().map((one) => [one.key, one]))
  const points: MapPoint[] = []
  for (const one of schools) {
    if (one.longitude === null || one.latitude === null) continue
    const found = compared(one, by)
    const step = looks.get(stepOf(found))!
    points.push({
      id: one.school_id ?? '',
      label: one.school,
      lines: found
        ? [step.label, `${number(found.have)} / ${number(found.need)} (${signed(found.gap, 0)})`]
        : [step.label],
      longitude: one.longitude,
      latitude: one.latitude,
      fill: step.fill,
      shape: step.shape,
    })
  }
  // Who is short lies on top.
  return points.sort((a, b) => Number(a.shape === 'triangle') - Number(b.shape === 'triangle'))
}
