// What a DataTable shows: columns as rows of a list, and the reading, sorting and writing of their cells.
import { absent } from './format'

export interface Column<T> {
  key: string
  label: string
  value: (row: T) => string | number | null | undefined // sorts, is written where there is no slot, and goes to files
  text?: (row: T) => string // as written on the page; the value itself when missing
  numeric?: boolean
  sort?: string | false // name that the server sorts by; false: cannot be sorted
  hidden?: boolean // not shown until chosen
  fixed?: boolean // always shown
  unit?: string
  note?: string // explains the heading, below the table
}

export function cellText<T>(column: Column<T>, row: T): string {
  if (column.text) return column.text(row)
  const value = column.value(row)
  return value === null || value === undefined || value === '' ? absent : String(value)
}

// Absent values come last in both directions.
export function sortRows<T>(rows: T[], column: Column<T>, down: boolean, locale: string): T[] {
  const compare = new Intl.Collator(locale, { numeric: true }).compare
  return [...rows].sort((a, b) => {
    const x = column.value(a)
    const y = column.value(b)
    const noX = x === null || x === undefined || x === ''
    const noY = y === null || y === undefined || y === ''
    if (noX || noY) return Number(noX) - Number(noY)
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y))
    return down ? -order : order
  })
}

export function matches<T>(row: T, columns: Column<T>[], wanted: string): boolean {
  const needle = wanted.trim().toLowerCase()
  return !needle || columns.some((one) => cellText(one, row).toLowerCase().includes(needle))
}

// A cell of a workbook: numbers and days as such, so that they sort and add up; all else as text, which is never taken for
// a formula.
export type SheetCell =
  | { value: string; type: StringConstructor; fontWeight?: 'bold'; wrap?: boolean }
  | { value: number; type: NumberConstructor }
  | { value: Date; type: DateConstructor; format: string }
  | null

const mostLetters = 32_767 // of a cell in Excel

function sheetCell(value: string | number | null | undefined): SheetCell {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { value: new Date(value), type: Date, format: 'yyyy-mm-dd' }
  return { value: value.slice(0, mostLetters), type: String }
}

// The rows of a workbook, the headings first.
export function sheetRows<T>(rows: T[], columns: Column<T>[]): SheetCell[][] {
  const headings = columns.map((one): SheetCell => {
    const value = one.unit ? `${one.label} (${one.unit})` : one.label
    return { value, type: String, fontWeight: 'bold', wrap: true }
  })
  return [headings, ...rows.map((row) => columns.map((one) => sheetCell(one.value(row))))]
}

// How wide a column has to be, in digits; a Chinese character takes two.
export function sheetWidth(cells: SheetCell[]): number {
  const digits = cells.map((one) =>
    [...(one ? String(one.type === Date ? '2026-01-01' : one.value) : '')].reduce(
      (sum, letter) => sum + (letter > '\u2e80' ? 2 : 1),
      0,
    ),
  )
  return Math.min(48, Math.max(8, ...digits.slice(1), Math.ceil((digits[0] ?? 0) / 2)) + 2)
}
