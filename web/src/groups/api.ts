import { client, filled, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import { bodyOf } from './change'
import type { Act, ChangeForm, Coverage, HistoryEvent, Model, NewGroup, Outcome, Standing } from './types'

export const models = (): Promise<Page<Model>> => take(client.GET('/api/group-models', {}))
export const standing = (id: string): Promise<Standing> =>
  take(client.GET('/api/groups/{id}/standing', { params: { path: { id } } }))
export const history = (id: string): Promise<Page<HistoryEvent>> =>
  take(client.GET('/api/groups/{id}/history', { params: { path: { id } } }))
export const coverage = (area: string, on?: string): Promise<Coverage> =>
  take(client.GET('/api/coverage', { params: { query: { area, ...filled({ on }) } } }))

export const found = (body: NewGroup): Promise<Outcome> =>
  take(client.POST('/api/groups', { body: said<Schemas['NewGroupInput']>(body) }))

const paths = {
  join: '/api/groups/{id}/members',
  leave: '/api/groups/{id}/leave',
  model: '/api/groups/{id}/model',
  lead: '/api/groups/{id}/lead',
  split: '/api/groups/{id}/split',
  merge: '/api/groups/{id}/merge',
  close: '/api/groups/{id}/close',
} as const

// With `dry` nothing is kept; the answer says what would happen.
export const change = (id: string, act: Act, form: ChangeForm, dry: boolean): Promise<Outcome> =>
  take(
    client.POST(paths[act], {
      params: { path: { id }, query: { dry } },
      body: bodyOf(act, form) as never,
    }),
  )
