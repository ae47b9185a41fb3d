import { client, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { Asked } from './question'
import type {
  FoundResources,
  LibraryDesk,
  OwnResources,
  ResourceAuthor,
  ResourceForm,
  ResourcePage,
  ResourceTerms,
  SimilarUse,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

let asked: Promise<ResourceTerms> | undefined
export const terms = (): Promise<ResourceTerms> =>
  (asked ??= take<ResourceTerms>(client.GET('/api/resource-terms', {})).catch((error: unknown) => {
    asked = undefined
    throw error
  }))

export const find = (
  query: Asked & { org?: string; from?: number; limit?: number },
): Promise<FoundResources> => take(client.GET('/api/resources', { params: { query } }))
export const resource = (id: string, version?: number): Promise<ResourcePage> =>
  take(
    client.GET('/api/resources/{id}', {
      params: { path: { id }, query: version === undefined ? {} : { version } },
    }),
  )
// What everybody may have has an address of its own.
export const filesAt = (page: ResourcePage) =>
  `/api/${page.shown && page.of.scope === 'public' ? '' : 'own/'}resources/${page.of.id}/files`
export const likeMine = (school: string): Promise<SimilarUse> =>
  take(client.GET('/api/library/{id}/like-mine', of(school)))

// --- one's own
export const own = (): Promise<OwnResources> => take(client.GET('/api/own/resources', {}))
export const make = (body: ResourceForm): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources', { body: said<Schemas['NewResourceInput']>(body) }))
export const change = (id: string, body: ResourceForm): Promise<ResourcePage> =>
  take(client.PUT('/api/own/resources/{id}', { ...of(id), body: said<Schemas['NewResourceInput']>(body) }))
export const authorCandidates = (id: string, q: string): Promise<Page<ResourceAuthor>> =>
  take(client.GET('/api/own/resources/{id}/authors', { params: { path: { id }, query: { q } } }))
export const addAuthor = (id: string, person_id: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/authors', { ...of(id), body: { person_id } }))
export const removeAuthor = (id: string, person: string): Promise<OwnResources> =>
  take(client.DELETE('/api/own/resources/{id}/authors/{person}', { params: { path: { id, person } } }))
export const submit = (id: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/submit', of(id)))
export const takeBack = (id: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/take-back', of(id)))
export const discard = (id: string): Promise<void> => take(client.DELETE('/api/own/resources/{id}', of(id)))
export const withdraw = (id: string, reason: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/withdraw', { ...of(id), body: { reason } }))
export const adapt = (id: string, org_id: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/adapt', { ...of(id), body: { org_id } }))
export const use = (
  id: string,
  body: { school_id: string; class_id?: string; course?: string; on?: string },
): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/uses', { ...of(id), body: said<Schemas['NewUseInput']>(body) }))
export const unuse = (id: string, use_id: string): Promise<ResourcePage> =>
  take(client.DELETE('/api/own/resources/{id}/uses/{part}', at(id, use_id)))
export const rate = (id: string, stars: number, words: string): Promise<ResourcePage> =>
  take(client.POST('/api/own/resources/{id}/rating', { ...of(id), body: { stars, words } }))

// --- reviewers
export const desk = (org: string): Promise<LibraryDesk> => take(client.GET('/api/library/{id}', of(org)))
export const review = (org: string, id: string, accepts: boolean, reason: string): Promise<ResourcePage> =>
  take(client.POST('/api/library/{id}/reviews/{part}', { ...at(org, id), body: { accepts, reason } }))
export const certify = (org: string, id: string, reason: string): Promise<ResourcePage> =>
  take(client.POST('/api/library/{id}/marks/{part}', { ...at(org, id), body: { reason } }))
export const revoke = (org: string, mark: string, reason: string): Promise<ResourcePage> =>
  take(client.POST('/api/library/{id}/marks/{part}/revoke', { ...at(org, mark), body: { reason } }))
export const takeDown = (org: string, id: string, reason: string): Promise<ResourcePage> =>
  take(client.POST('/api/library/{id}/removals/{part}', { ...at(org, id), body: { reason } }))
