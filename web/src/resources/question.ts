// What is looked for, as the address of the page has it: so that it can be sent to a colleague and come back to.
import type { LocationQuery } from 'vue-router'

import type { QualityLevel, ResourceSort } from './types'

export interface Asked {
  q?: string
  kind?: string[]
  subject?: string[]
  grade?: string[]
  licence?: string[]
  level?: QualityLevel[]
  node?: string
  sort?: ResourceSort
}
export const lists = ['kind', 'subject', 'grade', 'licence', 'level'] as const
export type ListName = (typeof lists)[number]

const levels: QualityLevel[] = ['school', 'group', 'district', 'city']
const sorts: ResourceSort[] = ['newest', 'used', 'rated']

const one = (value: LocationQuery[string] | undefined): string =>
  (Array.isArray(value) ? value[0] : value)?.trim() ?? ''

export function askedIn(query: LocationQuery): Asked {
  const asked: Asked = {}
  const text = one(query.q)
  if (text) asked.q = text
  for (const name of lists) {
    let values = one(query[name]).split(',').filter(Boolean)
    if (name === 'level') values = values.filter((value) => (levels as string[]).includes(value))
    if (values.length) Object.assign(asked, { [name]: values })
  }
  const node = one(query.node)
  if (node) asked.node = node
  const sort = sorts.find((known) => known === one(query.sort))
  if (sort && sort !== 'newest') asked.sort = sort
  return asked
}

export function queryOf(asked: Asked): Record<string, string> {
  const query: Record<string, string> = {}
  if (asked.q) query.q = asked.q
  for (const name of lists) if (asked[name]?.length) query[name] = asked[name].join(',')
  if (asked.node) query.node = asked.node
  if (asked.sort && asked.sort !== 'newest') query.sort = asked.sort
  return query
}

// With a value of a facet chosen, or no longer.
export function toggled(asked: Asked, name: ListName, value: string): Asked {
  const had: string[] = asked[name] ?? []
  const now = had.includes(value) ? had.filter((other) => other !== value) : [...had, value]
  return { ...asked, [name]: now.length ? now : undefined }
}

export const filtered = (asked: Asked): boolean => lists.some((name) => asked[name]?.length) || !!asked.node

// "人教版", "人教版/三年级上册" … of a place in the curriculum, with the last part as name.
export function steps(node: string): { node: string; name: string }[] {
  const parts = node.split('/').filter(Boolean)
  return parts.map((name, at) => ({ node: parts.slice(0, at + 1).join('/'), name }))
}
