// Changes to try, and the question they are tried on: asked again as a slider moves, the latest answer wins.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'

import { Problem } from '../shared/problem'
import * as api from './api'
import type { Change, ChangeKind, Report, SchoolResult, StandardInfo, WhatIfAnswer } from './types'

export interface Draft extends Change {
  key: number // of the list on the page
}

const people = [
  'teachers',
  'degree_teachers',
  'backbone_teachers',
  'sport_art_teachers',
  'senior_title_teachers',
]

// Kinds of teachers that the standard's indicators count; every moved one counts among all teachers too.
export function teacherKinds(standard: StandardInfo | undefined): string[] {
  const used = standard?.indicators.flatMap((one) => [one.numerator, one.denominator]) ?? []
  return people.filter((one) => used.includes(one))
}

// Figures that can be added: rooms, areas, equipment.
export function thingFigures(standard: StandardInfo | undefined): string[] {
  const used = standard?.indicators.map((one) => one.numerator) ?? []
  return [...new Set(used)].filter((one) => !people.includes(one) && one !== 'students' && one !== 'staff')
}

export function emptyChange(
  kind: ChangeKind,
  key: number,
  stage: string,
  standard: StandardInfo | undefined,
): Draft {
  return {
    key,
    kind,
    from: null,
    to: null,
    stage,
    as: kind === 'move_teachers' ? teacherKinds(standard).slice(0, 1) : [],
    figure: kind === 'add_figure' ? (thingFigures(standard)[0] ?? '') : '',
    group: null,
    amount: 0,
  }
}

// How many of a figure a school has: its value of the indicator over what it is divided by.
export function holding(
  school: SchoolResult | undefined,
  figure: string,
  standard: StandardInfo | undefined,
): number {
  const indicator = standard?.indicators.find(
    (one) => one.numerator === figure && one.denominator === 'students',
  )
  const value = school?.indicators.find((one) => one.code === indicator?.code)?.value
  if (!indicator || value === null || value === undefined) return 0
  return Math.round((value * (school?.students ?? 0)) / indicator.per)
}

export interface Range {
  most: number
  step: number
}

// How far the slider of a change goes.
export function range(
  change: Change,
  schools: Map<string, SchoolResult>,
  standard: StandardInfo | undefined,
): Range {
  const from = schools.get(change.from ?? '')
  const to = schools.get(change.to ?? '')
  if (change.kind === 'move_teachers') {
    const held = change.as.map((one) => holding(from, one, standard)).filter((one) => one > 0)
    return { most: held.length ? Math.min(...held) : 30, step: 1 }
  }
  if (change.kind === 'shift_students')
    return { most: Math.max(1, Math.floor(from?.students ?? 300)), step: 1 }
  if (/area/.test(change.figure)) {
    const most = Math.max(1000, holding(to, change.figure, standard))
    return { most: Math.ceil(most / 100) * 100, step: 10 }
  }
  if (/value|money|budget/.test(change.figure)) {
    const most = Math.max(500_000, holding(to, change.figure, standard))
    return { most: Math.ceil(most / 100_000) * 100_000, step: 5_000 }
  }
  return { most: Math.max(20, holding(to, change.figure, standard)), step: 1 }
}

// As the API takes it: without the key that only the page's list needs.
export function told({ kind, from, to, stage, as, figure, group, amount }: Draft): Change {
  return { kind, from, to, stage, as, figure, group, amount }
}

export function ready(change: Change): boolean {
  if (change.kind === 'join_group') return !!change.to && !!change.group
  if (change.amount <= 0 || !change.to) return false
  if (change.kind === 'add_figure') return !!change.figure
  if (change.kind === 'move_teachers' && !change.as.length) return false
  return !!change.from && change.from !== change.to
}

// A change worth looking at first: teachers from the school that has most to the one that lacks most, of the least
// even indicator that teachers move.
export function example(
  report: Report,
  results: SchoolResult[],
  standard: StandardInfo | undefined,
  key: number,
): Draft | null {
  const kinds = teacherKinds(standard)
  const open = report.indicators
    .filter((one) => one.reported && one.cv !== null)
    .filter((one) =>
      kinds.includes(standard?.indicators.find((item) => item.code === one.code)?.numerator ?? ''),
    )
    .sort((a, b) => (b.cv ?? 0) / (b.limit ?? 1) - (a.cv ?? 0) / (a.limit ?? 1))
  const worst = open[0]
  if (!worst) return null
  const figure = standard?.indicators.find((item) => item.code === worst.code)?.numerator ?? ''
  const adds = (one: SchoolResult) => one.indicators.find((item) => item.code === worst.code)?.adds_to_cv ?? 0
  const value = (one: SchoolResult) => one.indicators.find((item) => item.code === worst.code)?.value ?? 0
  const mean = worst.mean ?? 0
  const counted = results.filter((one) => one.verdict !== 'left_out' && one.students)
  const givers = counted.filter((one) => value(one) > mean && holding(one, figure, standard) >= 6)
  const takers = counted.filter((one) => value(one) < mean)
  const from = givers.sort((a, b) => adds(b) - adds(a))[0]
  const to = takers.sort((a, b) => adds(b) - adds(a))[0]
  if (!from || !to) return null
  const amount = Math.min(6, Math.max(1, Math.floor(holding(from, figure, standard) / 4)))
  return {
    ...emptyChange('move_teachers', key, report.stage, standard),
    from: from.school_id,
    to: to.school_id,
    as: [figure],
    amount,
  }
}

// The answer to the changes as they stand, asked at most every 20 ms, one question under way at a time.
export function useWhatIf(
  question: () => { area: string; standard: string; stage: string; year: number } | null,
  changes: () => Draft[],
) {
  const answer = shallowRef<WhatIfAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const millis = ref(0) // from the question to its answer, as the page felt it
  let waiting: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false
  let alive = true

  async function ask() {
    const about = question()
    const sent = changes().filter(ready)
    if (!about || !sent.length) {
      answer.value = null
      return
    }
    if (running) {
      again = true
      return
    }
    running = true
    const begun = performance.now()
    try {
      const got = await api.whatIf({
        question: about,
        changes: sent.map(told),
      })
      if (alive) {
        answer.value = got
        problem.value = null
        millis.value = performance.now() - begun
      }
    } catch (error) {
      if (alive) problem.value = Problem.of(error)
    }
    running = false
    if (again && alive) {
      again = false
      void ask()
    }
  }

  watch(
    () => JSON.stringify([question(), changes()]),
    () => {
      clearTimeout(waiting)
      waiting = setTimeout(ask, 20)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    alive = false
    clearTimeout(waiting)
  })
  return { answer, problem, millis }
}
