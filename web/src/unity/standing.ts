// What the matrix says at a glance.
import type { Cell, Matrix, Row } from './types'

export interface Tally {
  one: number
  agreed: number
  all: number
}

export function tally(cells: Cell[]): Tally {
  return {
    one: cells.filter((cell) => cell.state === 'one').length,
    agreed: cells.filter((cell) => cell.state === 'agreed').length,
    all: cells.length,
  }
}

export const ofGroup = (matrix: Matrix): Tally => tally(matrix.rows.flatMap((row) => row.cells))
export const ofSchool = (matrix: Matrix, at: number): Tally =>
  tally(matrix.rows.flatMap((row) => row.cells.slice(at, at + 1)))

// Rows under the heading of their list, in the order in which the lists were taken; a group's own items last.
export function byList(rows: Row[]): { list: string; rows: Row[] }[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.list, [...(found.get(row.list) ?? []), row])
  return [...found.entries()]
    .map(([list, of]) => ({ list, rows: of }))
    .sort((a, b) => Number(!a.list) - Number(!b.list))
}

// The mark of a cell; never told by colour alone.
export function markOf(cell: Cell): string {
  if (cell.state === 'open') return '○'
  if (cell.state === 'one') return cell.level === 'fully' ? '●' : '◉'
  return cell.level === 'fully' ? '◑' : '◔'
}
