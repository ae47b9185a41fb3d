// Days of a timetable: plain calendar dates as YYYY-MM-DD, counted in UTC so that no clock change moves them.
import type { Booking } from './types'

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (date: Date) => date.toISOString().slice(0, 10)

export function plus(day: string, days: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return text(date)
}

// The Monday of the week that `day` lies in.
export const monday = (day: string) => plus(day, -((utc(day).getUTCDay() + 6) % 7))

export const days = (from: string, count: number) => Array.from({ length: count }, (_, at) => plus(from, at))

// Bookings of a thing on a day, as they come.
export const on = (bookings: Booking[], thing: string, day: string) =>
  bookings.filter((one) => one.thing_id === thing && one.on === day)
