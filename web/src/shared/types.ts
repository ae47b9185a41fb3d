// Types of the API, from its contract. What all rooms share stands here; each module's types.ts has its own.
import type { components } from '../generated/api'

export type Schemas = components['schemas']

// The contract allows null for every id and every number with a fraction, since some may be missing. Members that the
// server always fills are named where a type is taken over.
export type Filled<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> }

export type Words = Schemas['Words']
export type Source = Filled<Schemas['Source'], 'id'>
export interface Page<T> {
  items: T[]
  next: string
  total: number
}
