// What stands in a portfolio, facts and entries alike, in order of time.
import type { Entry, Fact, Kind, Kinds } from './types'

export interface Item {
  key: string
  kind: string
  begin: string | null
  end: string | null // the last day; null while it lasts
  fact?: Fact
  entry?: Entry
}

export const dayBefore = (date: string): string => shifted(date, -1)
export const dayAfter = (date: string): string => shifted(date, 1)
function shifted(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

// The year in which the school year of a day begins.
export const yearOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0)

// "2026-03-01", "2026-03-01 – 2026-06-30", "2026-03-01 –": spans come half-open, people read the last day.
export function period(one: { begin: string | null; end: string | null }): string {
  if (!one.begin) return ''
  if (!one.end) return `${one.begin} –`
  return one.begin === one.end ? one.begin : `${one.begin} – ${one.end}`
}

export function timeline(page: { facts: Fact[]; entries: Entry[] }): Item[] {
  const facts = page.facts.map((fact, place): Item => ({
    key: `fact ${place}`,
    kind: fact.kind,
    begin: fact.begin_on,
    end: fact.end_on ? dayBefore(fact.end_on) : null,
    fact,
  }))
  const entries = page.entries.map((entry): Item => ({
    key: entry.id,
    kind: entry.kind,
    begin: entry.begin_on,
    end: entry.end_on ? dayBefore(entry.end_on) : null,
    entry,
  }))
  return [...facts, ...entries].sort((a, b) => (b.begin ?? '9').localeCompare(a.begin ?? '9'))
}

export const kindOf = (kinds: Kinds | null, code: string): Kind | undefined =>
  kinds?.kinds.find((one) => one.code === code)

// Items by the school year in which they begin, the newest first; what has no day comes first of all.
export function byYear(items: Item[]): { year: number | null; items: Item[] }[] {
  const years = new Map<number | null, Item[]>()
  for (const one of items) {
    const year = one.begin ? yearOf(one.begin) : null
    years.set(year, [...(years.get(year) ?? []), one])
  }
  return [...years]
    .sort(([a], [b]) => (b ?? Infinity) - (a ?? Infinity))
    .map(([year, list]) => ({ year, items: list }))
}
