// How far a secondment is, in steps that a page can show, and the tag of each.
import type { Standing } from './types'

export const steps: Standing[] = ['draft', 'consents', 'council', 'district', 'approved', 'running', 'ended']

export const tagOf = (standing: Standing): string =>
  standing === 'running' || standing === 'approved'
    ? 'pass'
    : standing === 'refused' || standing === 'withdrawn'
      ? 'fail'
      : standing === 'ended'
        ? ''
        : 'warn'

// A school year from September, as the form proposes it: the next one that begins.
// The last day of a year that begins on a day.
export function yearAfter(begin: string): string {
  const day = new Date(`${begin}T00:00:00Z`)
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

export function nextTerm(today: Date): { begin: string; end: string } {
  const year = today.getMonth() >= 8 ? today.getFullYear() + 1 : today.getFullYear()
  return { begin: `${year}-09-01`, end: `${year + 1}-08-31` }
}
