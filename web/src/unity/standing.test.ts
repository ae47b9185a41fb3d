import { describe, expect, it } from 'vitest'

import { byList, markOf, ofGroup, ofSchool, tally } from './standing'
import type { Cell, Matrix, Row } from './types'

const cell = (state: string, level: string) => ({ state, level }) as unknown as Cell
const row = (list: string, ...cells: Cell[]) => ({ list, item_id: list, cells }) as unknown as Row
const one = cell('one', 'fully')
const agreed = cell('agreed', 'partly')
const open = cell('open', 'open')

describe('the matrix', () => {
  const matrix = { rows: [row('', one, open), row('a', agreed, one)] } as unknown as Matrix
  it('is counted whole, and by school', () => {
    expect(ofGroup(matrix)).toEqual({ one: 2, agreed: 1, all: 4 })
    expect(ofSchool(matrix, 0)).toEqual({ one: 1, agreed: 1, all: 2 })
    expect(tally([])).toEqual({ one: 0, agreed: 0, all: 0 })
  })

  it('has the items of the group itself last', () => {
    expect(byList(matrix.rows).map((part) => part.list)).toEqual(['a', ''])
  })

  it('tells every state by another mark', () => {
    const marks = [open, agreed, cell('agreed', 'fully'), one, cell('one', 'partly')].map(markOf)
    expect(new Set(marks).size).toBe(5)
  })
})
