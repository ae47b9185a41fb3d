// Days and lists of care.
import { dayOfWeek } from '../offerings/times'
import { i18n } from '../shared/i18n'

export const later = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 864e5).toISOString().slice(0, 10)
export const days = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((by) => later(monday, by))

// Three days in a row and more are written as a span.
export function weekdaysText(of: number[]): string {
  const parts: string[] = []
  for (let at = 0; at < of.length;) {
    let end = at
    while (end + 1 < of.length && of[end + 1] === of[end]! + 1) end++
    if (end < at + 2) end = at
    parts.push(end > at ? `${dayOfWeek(of[at]!)}–${dayOfWeek(of[end]!)}` : dayOfWeek(of[at]!))
    at = end + 1
  }
  return parts.join(i18n.global.t('common.listComma'))
}

export function grouped<T extends { of_class: string }>(lines: T[]): { of_class: string; lines: T[] }[] {
  const made: { of_class: string; lines: T[] }[] = []
  for (const line of lines) {
    const found = made.find((one) => one.of_class === line.of_class)
    if (found) found.lines.push(line)
    else made.push({ of_class: line.of_class, lines: [line] })
  }
  return made
}
