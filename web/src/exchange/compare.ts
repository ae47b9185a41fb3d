// How many moves two plans have in common.
import type { PlanMove } from './types'

export function compared(
  here: Pick<PlanMove, 'person_id' | 'to_id'>[],
  there: Pick<PlanMove, 'person_id' | 'to_id'>[],
): { same: number; here: number; there: number } {
  const key = (one: Pick<PlanMove, 'person_id' | 'to_id'>) => `${one.person_id} ${one.to_id}`
  const theirs = new Set(there.map(key))
  const same = here.filter((one) => theirs.has(key(one))).length
  return { same, here: here.length - same, there: there.length - same }
}
