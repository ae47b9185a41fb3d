// When an offering meets, in words; and a list of choices that is moved by one.
import { i18n, language } from '../shared/i18n'
import type { OfferingSession } from './types'

const monday = Date.UTC(2024, 0, 1)

export function dayOfWeek(weekday: number): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(monday + (weekday - 1) * 864e5))
}

export function sessionText(one: OfferingSession): string {
  const day = one.on ?? dayOfWeek(one.weekday ?? 1)
  const span = one.first || one.last ? ` (${one.first ?? '…'} – ${one.last ?? '…'})` : ''
  return `${day} ${one.from}–${one.to}${span}`
}

export function gradesText(grades: number[]): string {
  if (!grades.length) return i18n.global.t('offerings.everyGrade')
  const parts: string[] = []
  const sorted = [...grades].sort((a, b) => a - b)
  for (let at = 0; at < sorted.length;) {
    let end = at
    while (end + 1 < sorted.length && sorted[end + 1] === sorted[end]! + 1) end++
    parts.push(end > at ? `${sorted[at]}–${sorted[end]}` : String(sorted[at]))
    at = end + 1
  }
  return i18n.global.t('offerings.gradesN', { n: parts.join(i18n.global.t('common.listComma')) })
}

// The list with the one at `from` a place further towards the beginning (-1) or the end (1).
export function moved<T>(list: T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  if (to < 0 || to >= list.length) return list
  const made = [...list]
  ;[made[from], made[to]] = [made[to]!, made[from]!]
  return made
}
