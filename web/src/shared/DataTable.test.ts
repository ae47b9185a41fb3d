import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import DataTable from './DataTable.vue'
import { i18n } from './i18n'
import type { Column } from './table'

interface Row {
  id: string
  students: number | null
}
const columns: Column<Row>[] = [
  { key: 'id', label: '学校', value: (row) => row.id, fixed: true },
  { key: 'students', label: '学生', value: (row) => row.students, numeric: true },
]
const many = Array.from({ length: 70 }, (_, i): Row => ({ id: `s${i}`, students: (i * 37) % 101 }))

function table(more: object = {}) {
  return mount(DataTable<Row>, {
    props: { rows: many, columns, rowKey: (row: Row) => row.id, caption: '学校', pageSize: 20, ...more },
    global: { plugins: [i18n] },
  })
}
const cells = (one: ReturnType<typeof table>, at: number) =>
  one.findAll('tbody tr').map((row) => row.findAll('td')[at]?.text())

describe('DataTable', () => {
  it('sorts by a press on a heading: numbers downwards first, and says so', async () => {
    const one = table()
    await one.findAll('th button')[1]?.trigger('click')
    expect(one.findAll('th')[1]?.attributes('aria-sort')).toBe('descending')
    expect(Number(cells(one, 1)[0])).toBe(Math.max(...many.map((row) => row.students ?? 0)))
    await one.findAll('th button')[1]?.trigger('click')
    expect(one.findAll('th')[1]?.attributes('aria-sort')).toBe('ascending')
    expect(cells(one, 1)[0]).toBe('0')
  })

  it('shows a page, and more on demand', async () => {
    const one = table()
    expect(one.findAll('tbody tr')).toHaveLength(20)
    await one.find('button.more').trigger('click')
    expect(one.findAll('tbody tr')).toHaveLength(40)
  })

  it('lets the server sort and page when the rows are its', async () => {
    const one = table({
      server: true,
      total: 500,
      more: true,
      order: 'students',
      columns: [
        { ...columns[0], sort: false },
        { ...columns[1], sort: 'students' },
      ],
    })
    expect(one.findAll('tbody tr')).toHaveLength(70)
    expect(one.findAll('th button')).toHaveLength(1)
    await one.find('th button').trigger('click')
    expect(one.emitted('update:order')).toEqual([['-students']])
    await one.find('button.more').trigger('click')
    expect(one.emitted('more')).toHaveLength(1)
  })

  it('carries each heading into its cells, for cards on a phone', () => {
    expect(table().find('tbody td:nth-child(2)').attributes('data-label')).toBe('学生')
  })
})
