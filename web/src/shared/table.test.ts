import { describe, expect, it } from 'vitest'

import { matches, sheetRows, sheetWidth, sortRows, type Column } from './table'

interface Row {
  name: string
  students: number | null
}
const rows: Row[] = [
  { name: '乙校', students: 90 },
  { name: '丙校', students: null },
  { name: '甲校', students: 1000 },
]
const name: Column<Row> = { key: 'name', label: '学校', value: (row) => row.name }
const students: Column<Row> = {
  key: 'students',
  label: '学生',
  value: (row) => row.students,
  numeric: true,
  unit: '人',
}

describe('sortRows', () => {
  it('sorts numbers as numbers and puts what is not known last both ways', () => {
    expect(sortRows(rows, students, false, 'zh').map((row) => row.students)).toEqual([90, 1000, null])
    expect(sortRows(rows, students, true, 'zh').map((row) => row.students)).toEqual([1000, 90, null])
  })

  it('leaves the rows that it was given as they are', () => {
    sortRows(rows, students, true, 'zh')
    expect(rows[0]?.name).toBe('乙校')
  })
})

describe('matches', () => {
  it('finds a part of any cell, whatever its case', () => {
    expect(matches({ name: 'Abbey School', students: 5 }, [name, students], ' abbey ')).toBe(true)
    expect(matches({ name: 'Abbey School', students: 5 }, [name], '5')).toBe(false)
    expect(matches({ name: 'x', students: null }, [name], '')).toBe(true)
  })
})

describe('a workbook', () => {
  it('begins with the headings, and keeps numbers numbers', () => {
    const rows = sheetRows([{ name: 'A', students: 3 }], [name, students])
    expect(rows[0]).toEqual([
      { value: '学校', type: String, fontWeight: 'bold', wrap: true },
      { value: '学生 (人)', type: String, fontWeight: 'bold', wrap: true },
    ])
    expect(rows[1]).toEqual([
      { value: 'A', type: String },
      { value: 3, type: Number },
    ])
  })

  it('writes as text what a spreadsheet would run', () => {
    const [, row] = sheetRows([{ name: '=HYPERLINK("http://x")', students: -3 }], [name])
    expect(row).toEqual([{ value: '=HYPERLINK("http://x")', type: String }])
  })

  it('writes days as days, and nothing for what is not known', () => {
    const [, row] = sheetRows([{ name: '2025-09-01', students: null }], [name, students])
    expect(row).toEqual([{ value: new Date('2025-09-01'), type: Date, format: 'yyyy-mm-dd' }, null])
  })

  it('is wide enough for Chinese', () => {
    expect(sheetWidth([null, { value: '东升小学校区', type: String }])).toBe(14)
  })
})
