// What a district's home page asks, all of it at once: nothing here waits for another answer, so that the page stands
// after one round.
import { computed } from 'vue'

import { can } from '../accounts/session'
import { allSchools, groups as groupsOf } from '../registry/api'
import type { Area } from '../registry/types'
import { load } from '../shared/load'
import { usePlace } from '../shared/place'
import * as api from './api'

const measured = ['primary', 'junior']

export function useHome(area: () => Area) {
  const { year, standard } = usePlace()
  const stages = computed(() => {
    const has = area().stages.filter((one) => measured.includes(one))
    return has.length ? has : area().stages.slice(0, 1)
  })
  const question = () => ({
    area: area().id,
    year: year.value,
    standard: standard.value,
    stages: stages.value,
  })
  type Question = ReturnType<typeof question>
  const perStage = <T>(key: Question, ask: (stage: string) => Promise<T>) =>
    key.stages.length ? Promise.all(key.stages.map(ask)) : null
  const asked = (key: Question, stage: string) => ({ year: key.year, standard: key.standard, stage })

  const reports = load(question, (key) => perStage(key, (stage) => api.report(key.area, asked(key, stage))))
  const results = load(
    question,
    (key) =>
      (can('register_read')
        ? perStage(key, (stage) => api.schoolResults(key.area, asked(key, stage)))
        : null
      )?.then((pages) => pages.flatMap((one) => one.items)) ?? null,
  )
  const schools = load(
    () => area().id,
    (district) => (area().stages.length ? allSchools({ district }) : null),
  )
  const groups = load(
    () => ({ area: area().id, any: area().groups > 0 }),
    (key) => (key.any ? groupsOf(key.area) : null),
  )
  const balances = load(
    () => ({ ...question(), any: area().groups > 0 }),
    (key) =>
      key.any ? perStage(key, (stage) => api.groupResults(key.area, asked(key, stage), 'group')) : null,
  )
  return { stages, reports, results, schools, groups, balances }
}
