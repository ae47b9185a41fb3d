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

// A cell of a CSV file. Text that a spreadsheet would take for a formula is quoted as text.
function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

// UTF-8 with a byte order mark, so that Excel reads Chinese.
export function csv<T>(rows: T[], columns: Column<T>[]): string {
  const lines = [columns.map((one) => csvCell(one.unit ? `${one.label} (${one.unit})` : one.label))]
  for (const row of rows) lines.push(columns.map((one) => csvCell(one.value(row))))
  return '\ufeff' + lines.map((line) => line.join(',')).join('\r\n') + '\r\n'
}
