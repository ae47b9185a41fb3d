// Posts of schools, and days.
import type { PostsTable } from './types'

// What each school has free of a class; never below nothing.
export function freeOf(
  table: PostsTable,
  of_class: string,
): { school_id: string; school: string; places: number }[] {
  return table.schools.map((one) => ({
    school_id: one.school_id ?? '',
    school: one.school,
    places: Math.max(0, one.classes.find((found) => found.code === of_class)?.free ?? 0),
  }))
}

export function after(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
