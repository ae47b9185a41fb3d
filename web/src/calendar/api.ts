import { client, said, take } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { CalendarEvent } from './types'

export const own = (from: string, days: number): Promise<Page<CalendarEvent>> =>
  take(client.GET('/api/calendar', { params: { query: { from, days } } }))
export const ofGroup = (id: string, from: string, days: number): Promise<Page<CalendarEvent>> =>
  take(client.GET('/api/groups/{id}/calendar', { params: { path: { id }, query: { from, days } } }))
export const subscribe = (group?: string): Promise<{ token: string }> =>
  take(client.POST('/api/calendar/feeds', { body: said<Schemas['FeedOfInput']>(group ? { group } : {}) }))
export const endFeeds = (): Promise<unknown> => take(client.DELETE('/api/calendar/feeds', {}))
