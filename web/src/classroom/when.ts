// When lessons are: sorted into what is live, today, this week and later; laid out over a week. Days are plain calendar
// dates of the host.
import { days, monday, plus } from '../bookings/week'
import type { OpenLesson } from './types'

export type Part = 'live' | 'today' | 'week' | 'later'

export interface Grouped {
  part: Part
  lessons: OpenLesson[]
}

// Lessons that are to come or go on, each in the first part that it fits; parts without any are left out.
export function parts(lessons: OpenLesson[], today: string): Grouped[] {
  const sunday = plus(monday(today), 6)
  const partOf = (one: OpenLesson): Part => {
    if (one.state === 'live') return 'live'
    if (one.on <= today) return 'today'
    return one.on <= sunday ? 'week' : 'later'
  }
  return (['live', 'today', 'week', 'later'] as const)
    .map((part) => ({ part, lessons: lessons.filter((one) => partOf(one) === part) }))
    .filter((one) => one.lessons.length)
}

export interface WeekDay {
  on: string
  lessons: OpenLesson[] // by time
}

export const weekOf = (lessons: OpenLesson[], from: string): WeekDay[] =>
  days(from, 7).map((on) => ({
    on,
    lessons: lessons
      .filter((one) => one.on === on)
      .sort((a, b) => a.begins_at - b.begins_at || a.title.localeCompare(b.title)),
  }))

// "2026-12-07 13:00" of seconds since 1970, as the clock of the host shows it: the one that the lesson is planned by.
export function atHost(lesson: Pick<OpenLesson, 'on' | 'from' | 'begins_at'>, seconds: number): string {
  const ahead = Date.parse(`${lesson.on}T${lesson.from}:00Z`) / 1000 - lesson.begins_at
  return new Date((seconds + ahead) * 1000).toISOString().slice(0, 16).replace('T', ' ')
}

// "1:23:45" or "4:05" of seconds.
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
