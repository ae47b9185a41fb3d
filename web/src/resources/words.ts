// What codes of resources are called.
import { shallowRef } from 'vue'

import { coded } from '../registry/codes'
import { heading, i18n } from '../shared/i18n'
import * as api from './api'
import type { ResourceTerms } from './types'

const known = shallowRef<ResourceTerms | null>(null)

export function useTerms() {
  if (!known.value)
    api.terms().then(
      (got) => (known.value = got),
      () => undefined, // codes are shown as they are
    )
  return known
}

export function termed(name: 'kinds' | 'licences', code: string): string {
  const found = known.value?.[name].find((one) => one.code === code)
  return found ? heading(found.name) : code
}
export const licenceOf = (code: string) => known.value?.licences.find((one) => one.code === code)
export const gradeName = (code: string): string => i18n.global.t(`resources.grades.${code}`)
export const subjectName = (code: string): string => coded('subject', code)
export const grades = ['KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']

// "三至五年级" is read quicker than three words: neighbours stand together.
export function gradesName(codes: string[]): string {
  const runs: string[][] = []
  for (const code of [...codes].sort((one, other) => grades.indexOf(one) - grades.indexOf(other))) {
    const last = runs.at(-1)
    if (last && grades.indexOf(code) === grades.indexOf(last.at(-1) ?? '') + 1) last.push(code)
    else runs.push([code])
  }
  return runs
    .map((run) =>
      run.length > 2
        ? i18n.global.t('resources.gradeRun', {
            from: gradeName(run[0] ?? ''),
            to: gradeName(run.at(-1) ?? ''),
          })
        : run.map(gradeName).join(i18n.global.t('common.listComma')),
    )
    .join(i18n.global.t('common.listComma'))
}
