import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { Article, Charter, CharterVersion, VersionState } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, part: string) => ({ params: { path: { id, part } } })

export const charter = (id: string): Promise<Charter> => take(client.GET('/api/groups/{id}/charter', of(id)))
export const version = (id: string, version: string): Promise<CharterVersion> =>
  take(client.GET('/api/groups/{id}/charter/{part}', part(id, version)))
export const draft = (id: string, title: string, from?: string): Promise<CharterVersion> =>
  take(
    client.POST('/api/groups/{id}/charter', {
      ...of(id),
      body: said<Schemas['NewVersionInput']>({ title, ...(from ? { from } : {}) }),
    }),
  )
export const edit = (
  id: string,
  version: string,
  body: { title: string; articles: Article[] },
): Promise<CharterVersion> =>
  take(client.PUT('/api/groups/{id}/charter/{part}', { ...part(id, version), body }))
export const move = (id: string, version: string, state: VersionState): Promise<CharterVersion> =>
  take(client.POST('/api/groups/{id}/charter/{part}/state', { ...part(id, version), body: { state } }))
export const adopt = (
  id: string,
  version: string,
  body: { item_id: string; force_from: string },
): Promise<CharterVersion> =>
  take(client.POST('/api/groups/{id}/charter/{part}/adopt', { ...part(id, version), body }))
export const comment = (
  id: string,
  version: string,
  body: { position: number; words: string },
): Promise<CharterVersion> =>
  take(client.POST('/api/groups/{id}/charter/{part}/comments', { ...part(id, version), body }))
export const answer = (
  id: string,
  comment: string,
  body: { reply: string; resolved: boolean },
): Promise<CharterVersion> =>
  take(client.PUT('/api/groups/{id}/charter/comments/{part}', { ...part(id, comment), body }))
