// The organisation of an address that takes any: a school, a group or an area. Asked for once.
import { client, take } from './client'
import { load } from './load'
import type { Schemas } from './types'

export type OrgInBrief = Schemas['OrgInBrief']

const asked = new Map<string, Promise<OrgInBrief>>()

export function org(id: string): Promise<OrgInBrief> {
  const known = asked.get(id)
  if (known) return known
  const answer: Promise<OrgInBrief> = take(client.GET('/api/orgs/{id}', { params: { path: { id } } }))
  asked.set(id, answer)
  answer.catch(() => asked.delete(id))
  return answer
}

export const useOrg = (id: () => string) => load(id, (key) => (key ? org(key) : null))
