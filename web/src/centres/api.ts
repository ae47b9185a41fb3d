import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { CentreKind, CentrePart, GroupCentres } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

export interface CentreForm {
  name: string
  purpose: string
  school_id?: string
}

export const centres = (id: string): Promise<GroupCentres> =>
  take(client.GET('/api/groups/{id}/centres', of(id)))
export const found = (
  id: string,
  body: CentreForm & { kind: CentreKind; begin_on: string },
): Promise<GroupCentres> =>
  take(client.POST('/api/groups/{id}/centres', { ...of(id), body: said<Schemas['NewCentreInput']>(body) }))
export const reword = (id: string, centre: string, body: CentreForm): Promise<GroupCentres> =>
  take(
    client.PUT('/api/groups/{id}/centres/{part}', {
      ...at(id, centre),
      body: said<Schemas['CentreWordsInput']>(body),
    }),
  )
export const close = (id: string, centre: string, on: string): Promise<GroupCentres> =>
  take(client.POST('/api/groups/{id}/centres/{part}/close', { ...at(id, centre), body: { on } }))
export const appoint = (
  id: string,
  centre: string,
  body: {
    name: string
    sign_in?: string
    school_id?: string
    part: CentrePart
    begin_on: string
    end_on?: string
  },
): Promise<GroupCentres> =>
  take(
    client.POST('/api/groups/{id}/centres/{part}/posts', {
      ...at(id, centre),
      body: said<Schemas['NewCentrePostInput']>(body),
    }),
  )
export const endPost = (id: string, post: string, on: string): Promise<GroupCentres> =>
  take(client.POST('/api/groups/{id}/centres/posts/{part}/end', { ...at(id, post), body: { on } }))
