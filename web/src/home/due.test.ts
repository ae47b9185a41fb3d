import { describe, expect, it } from 'vitest'

import type { OwnChildren } from '../children/types'
import type { OwnWork } from '../assignments/types'
import type { ChoosingChild, OwnRound } from '../offerings/types'
import { dueOf, unanswered } from './due'

const option = (state: string | null, choice: number | null, may = true) => ({ state, choice, may })
const round = (title: string, closes_on: string, taking: boolean, options: unknown[]) =>
  ({ round: { title, closes_on, closes: '20:00', taking }, options }) as OwnRound
const child = (may: boolean, rounds: OwnRound[]) => ({ id: 'a', name: 'An', may, rounds }) as ChoosingChild
const none = (one: { purpose: { code: string } }) => one.purpose.code

describe('unanswered', () => {
  it('is an open round in which the child stands nowhere', () => {
    expect(unanswered(round('a', '', true, [option(null, null)]))).toBe(true)
    expect(unanswered(round('a', '', true, [option(null, null), option('candidate', null)]))).toBe(false)
    expect(unanswered(round('a', '', true, [option(null, 1)]))).toBe(false)
    expect(unanswered(round('a', '', false, [option(null, null)]))).toBe(false)
  })

  it('is none where nothing is for this child', () => {
    expect(unanswered(round('a', '', true, [option(null, null, false)]))).toBe(false)
    expect(unanswered(round('a', '', true, []))).toBe(false)
  })
})

describe('dueOf', () => {
  const late = round('Clubs', '2026-12-12', true, [option(null, null)])
  const work = [
    {
      id: 'a',
      name: 'An',
      items: [
        { id: 'w', title: 'Fractions', stage: 'open', due_on: '2026-12-04', due: '20:00' },
        { id: 'x', title: 'Done', stage: 'handed', due_on: '2026-12-01', due: '20:00' },
      ],
    },
  ] as OwnWork['children']
  const asked = (relation: string) =>
    [
      {
        relation,
        name: 'An',
        consents: [
          { purpose: { code: 'works' }, until: '2026-12-08', given: null },
          { purpose: { code: 'pictures' }, until: '2026-12-01', given: false },
        ],
      },
    ] as OwnChildren['items']

  it('puts what ends first before the rest', () => {
    expect(dueOf([child(true, [late])], work, asked('guardian'), none).map((one) => one.title)).toEqual([
      'Fractions',
      'works',
      'Clubs',
    ])
  })

  it('asks a student for no consent, and nobody to choose before a guardian agreed', () => {
    expect(dueOf([child(false, [late])], [], asked('self'), none)).toEqual([])
  })
})
