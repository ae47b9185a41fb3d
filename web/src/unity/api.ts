import { client, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { Evidence, Level, List, Matrix, OwnThing } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, part: string) => ({ params: { path: { id, part } } })

export const lists = (): Promise<Page<List>> => take(client.GET('/api/unity-lists', {}))
export const matrix = (id: string): Promise<Matrix> => take(client.GET('/api/groups/{id}/unity', of(id)))
export const evidence = (id: string, item_id: string, school_id: string): Promise<Page<Evidence>> =>
  take(
    client.GET('/api/groups/{id}/unity/evidence', {
      params: { path: { id }, query: { item_id, school_id } },
    }),
  )

export const takeItems = (id: string, body: { list?: string; zh?: string; en?: string }): Promise<Matrix> =>
  take(client.POST('/api/groups/{id}/unity/items', { ...of(id), body: said<Schemas['NewItemsInput']>(body) }))
export const dropItem = (id: string, item: string): Promise<Matrix> =>
  take(client.DELETE('/api/groups/{id}/unity/items/{part}', part(id, item)))
export const agree = (
  id: string,
  body: { item_id: string; school_id: string; level: Level },
): Promise<Matrix> => take(client.PUT('/api/groups/{id}/unity/level', { ...of(id), body }))
export const review = (
  id: string,
  body: { item_id: string; school_id: string; confirmed: boolean; words: string },
): Promise<Matrix> => take(client.PUT('/api/groups/{id}/unity/review', { ...of(id), body }))
export const handIn = (
  id: string,
  body: { item_id: string; school_id: string; title: string; url: string; words: string; files: string[] },
): Promise<Page<Evidence>> => take(client.POST('/api/groups/{id}/unity/evidence', { ...of(id), body }))
export const takeBack = (id: string, evidence: string): Promise<void> =>
  take(client.DELETE('/api/groups/{id}/unity/evidence/{part}', part(id, evidence)))
export const addOwn = (
  id: string,
  body: { school_id: string; kind: string; title: string; words: string; url: string },
): Promise<Matrix> => take(client.POST('/api/groups/{id}/unity/own', { ...of(id), body }))
export const ownOf = (school: string): Promise<Page<OwnThing>> =>
  take(client.GET('/api/schools/{id}/own', of(school)))
export const endOwn = (id: string, own: string): Promise<Matrix> =>
  take(client.DELETE('/api/groups/{id}/unity/own/{part}', part(id, own)))
