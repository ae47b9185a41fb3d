import { describe, expect, it } from 'vitest'

import { csv, matches, sortRows, type Column } from './table'

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

describe('csv', () => {
  it('quotes commas, quotes and line ends, and begins with a byte order mark', () => {
    const text = csv([{ name: 'A "b", c\nd', students: 3 }], [name, students])
    expect(text).toBe('\ufeff学校,学生 (人)\r\n"A ""b"", c\nd",3\r\n')
  })

  it('writes text that a spreadsheet would run as text', () => {
    const text = csv([{ name: '=HYPERLINK("http://x")', students: -3 }], [name, students])
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",-3`)
  })

  it('leaves what is not known empty', () => {
    expect(csv([{ name: 'a', students: null }], [students])).toBe('\ufeff学生 (人)\r\n\r\n')
  })
})
