import { expect, test } from 'vitest'

import { diagram, ranked, rate, total } from './flows'
import type { OrgFlows, SchoolOpportunity } from './types'

const school = (id: string, students: number, seats: number) =>
  ({ school_id: id, school: id, students, club_seats: seats }) as SchoolOpportunity
const flows = {
  lines: [
    { kind: 'teaching', from: 'a', to: 'b', amount: 80 },
    { kind: 'teaching', from: 'b', to: 'a', amount: 10 },
    { kind: 'clubs', from: 'a', to: 'b', amount: 3 },
  ],
  schools: [school('a', 200, 30), school('b', 100, 6), school('none', 0, 0)],
} as unknown as OrgFlows

test('who gives and receives stands on both sides, so that no ribbon runs back', () => {
  const made = diagram(flows, 'teaching')
  expect(made.nodes.map((one) => one.name)).toEqual(['<a', '<b', '>b', '>a'])
  expect(made.links).toContainEqual({ source: '<b', target: '>a', value: 10 })
  expect(diagram(flows, 'teaching', 1)).toMatchObject({ hidden: 1, links: [{ value: 80 }] })
  expect(total(flows, 'teaching')).toBe(90)
})

test('schools are ranked by what a hundred students have, the least first', () => {
  expect(ranked(flows, 'club_seats').map((one) => [one.school.school_id, one.rate])).toEqual([
    ['b', 6],
    ['a', 15],
  ])
  expect(rate(flows.schools[2] as SchoolOpportunity, 'club_seats')).toBeNull()
})
