// How schools on the map are coloured: by verdict, by an indicator, or by group. Lightness and shape say the same as
// the hue.
import { headcount, measure, number } from '../shared/format'
import { heading, i18n, unitOf, words } from '../shared/i18n'
import type { LegendItem, MapPoint, Shape } from '../shared/map'
import type { SchoolSummary } from '../registry/types'
import type { IndicatorResult, SchoolResult } from './types'

export interface Paint {
  legend: LegendItem[]
  of: (
    school: SchoolSummary,
    result: SchoolResult | undefined,
  ) => { fill: string; shape: Shape; line: string }
}

const t = (key: string, values: Record<string, unknown> = {}) => i18n.global.t(key, values)
const accent = '#17618f'
const fail = '#b3261e'
const grey = '#71808e'

export function byVerdict(): Paint {
  const looks = {
    reached: { fill: accent, shape: 'circle' as Shape },
    failed: { fill: fail, shape: 'triangle' as Shape },
    unknown: { fill: grey, shape: 'ring' as Shape },
    left_out: { fill: '#a3afba', shape: 'diamond' as Shape },
  }
  return {
    legend: Object.entries(looks).map(([key, look]) => ({ ...look, label: t(`verdict.${key}`) })),
    of: (_, result) => {
      const verdict = result?.verdict ?? 'unknown'
      const line = result ? words(result.why) || t(`verdict.${verdict}`) : t('verdict.unknown')
      return { ...looks[verdict], line }
    },
  }
}

// Against its threshold in five steps, or in fifths where there is no threshold.
export function byIndicator(indicator: IndicatorResult, results: SchoolResult[]): Paint {
  const name = heading(indicator.name)
  const unit = unitOf(indicator.unit)
  const none = { fill: grey, shape: 'ring' as Shape, label: t('balance.notReported') }
  const valueOf = (result: SchoolResult | undefined) =>
    result?.indicators.find((one) => one.code === indicator.code)
  const line = (value: number) => `${name} ${measure(value)} ${unit}`

  if (indicator.threshold !== null) {
    const steps = [
      { below: 0.7, fill: '#8c1d17', shape: 'triangle' as Shape, label: t('map.farBelow') },
      { below: 1, fill: '#cf6058', shape: 'triangle' as Shape, label: t('map.below') },
      { below: 1.5, fill: '#7fb1cf', shape: 'circle' as Shape, label: t('map.above') },
      { below: Infinity, fill: '#0f4a6f', shape: 'circle' as Shape, label: t('map.farAbove') },
    ]
    return {
      legend: [...steps, none],
      of: (_, result) => {
        const found = valueOf(result)
        if (found?.value === null || found?.value === undefined) return { ...none, line: none.label }
        const step = steps.find((one) => (found.ratio ?? 1) < one.below) ?? steps[3]!
        return { fill: step.fill, shape: step.shape, line: line(found.value) }
      },
    }
  }
  const sorted = results
    .map((one) => valueOf(one)?.value)
    .filter((one): one is number => typeof one === 'number')
    .sort((a, b) => a - b)
  const text = (one: number) => (one >= 10 ? number(one, one >= 100 ? 0 : 1) : measure(one))
  // Few schools, or many of the same value, have fewer steps than five.
  const cut = [0.2, 0.4, 0.6, 0.8]
    .map((share) => sorted[Math.ceil(share * (sorted.length - 1))] ?? 0)
    .filter((one, i, all) => text(one) !== text(i ? all[i - 1]! : sorted[0]!))
  const fills = ['#d9b26a', '#b9cfdd', '#7fb1cf', '#3d83ad', '#0b3b5a']
  const shapes: Shape[] = ['square', 'circle', 'circle', 'circle', 'diamond']
  const look = (step: number) => {
    const at = cut.length ? Math.round((step * 4) / cut.length) : 2
    return { fill: fills[at]!, shape: shapes[at]! }
  }
  const label = (step: number) => {
    if (!cut.length) return text(sorted[0]!)
    if (step === 0) return `< ${text(cut[0]!)}`
    if (step === cut.length) return `≥ ${text(cut.at(-1)!)}`
    return `${text(cut[step - 1]!)} – ${text(cut[step]!)}`
  }
  const steps = sorted.length ? [...Array(cut.length + 1).keys()] : []
  return {
    legend: [...steps.map((step) => ({ ...look(step), label: label(step) })), none],
    of: (_, result) => {
      const found = valueOf(result)?.value
      if (typeof found !== 'number') return { ...none, line: none.label }
      const index = cut.filter((one) => found >= one).length
      return { ...look(index), line: line(found) }
    },
  }
}

const groupFills = ['#17618f', '#b7791f', '#4c7a3f', '#7a4b8f', '#0f8a8a', '#8a5a44', '#5a6b8c', '#a04668']
const groupShapes: Shape[] = ['circle', 'square', 'diamond', 'triangle']

export function byGroup(schools: SchoolSummary[]): Paint {
  const names = [...new Set(schools.map((one) => one.group).filter(Boolean))].sort()
  const look = (name: string) => {
    const at = names.indexOf(name)
    return {
      fill: groupFills[at % groupFills.length]!,
      shape: groupShapes[Math.floor(at / groupFills.length) % groupShapes.length]!,
    }
  }
  const none = { fill: grey, shape: 'ring' as Shape, label: t('map.noGroup') }
  return {
    legend: [...names.slice(0, 32).map((name) => ({ ...look(name), label: name })), none],
    of: (school) =>
      school.group ? { ...look(school.group), line: school.group } : { ...none, line: none.label },
  }
}

const settings: Record<string, { fill: string; shape: Shape }> = {
  urban: { fill: '#0f4a6f', shape: 'square' },
  town: { fill: '#5b97ba', shape: 'circle' },
  rural: { fill: '#4c7a3f', shape: 'triangle' },
}

export function bySetting(): Paint {
  const none = { fill: grey, shape: 'ring' as Shape, label: t('common.unknown') }
  return {
    legend: [
      ...Object.entries(settings).map(([key, look]) => ({ ...look, label: t(`setting.${key}`) })),
      none,
    ],
    of: (school) => {
      const look = settings[school.setting]
      return look ? { ...look, line: t(`setting.${school.setting}`) } : { ...none, line: none.label }
    },
  }
}

export function pointsOf(
  schools: SchoolSummary[],
  results: Map<string, SchoolResult>,
  paint: Paint,
  areaOf: (school: SchoolSummary) => string,
): MapPoint[] {
  const points: MapPoint[] = []
  for (const one of schools) {
    if (one.longitude === null || one.latitude === null) continue
    const look = paint.of(one, results.get(one.id))
    const lines = [look.line]
    if (one.group && one.group !== look.line) lines.push(one.group)
    if (one.students !== null || one.few) lines.push(t('map.students', { n: headcount(one) }))
    points.push({
      id: one.id,
      label: one.name,
      lines,
      longitude: one.longitude,
      latitude: one.latitude,
      fill: look.fill,
      shape: look.shape,
      area: areaOf(one),
    })
  }
  // What fails lies on top.
  return points.sort((a, b) => Number(a.shape === 'triangle') - Number(b.shape === 'triangle'))
}
