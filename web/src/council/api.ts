import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { Choice, Council, Meeting, Presence, Rule, TaskState } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, part: string) => ({ params: { path: { id, part } } })

export const council = (id: string): Promise<Council> => take(client.GET('/api/groups/{id}/council', of(id)))
export const meeting = (id: string, meeting: string): Promise<Meeting> =>
  take(client.GET('/api/groups/{id}/council/meetings/{part}', part(id, meeting)))

export const setRule = (id: string, body: Rule): Promise<Council> =>
  take(client.PUT('/api/groups/{id}/council/rule', { ...of(id), body }))
export const giveSeat = (id: string, body: Partial<Schemas['NewSeatInput']>): Promise<Council> =>
  take(
    client.POST('/api/groups/{id}/council/seats', { ...of(id), body: said<Schemas['NewSeatInput']>(body) }),
  )
export const endSeat = (id: string, seat: string, body: { on: string; reason: string }): Promise<Council> =>
  take(client.POST('/api/groups/{id}/council/seats/{part}/end', { ...part(id, seat), body }))

export const call = (
  id: string,
  body: { title: string; on: string; time: string; place: string },
): Promise<Meeting> => take(client.POST('/api/groups/{id}/council/meetings', { ...of(id), body }))
export const addItem = (id: string, meeting: string, body: Schemas['NewItemInput']): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/meetings/{part}/items', { ...part(id, meeting), body }))
export const addPapers = (id: string, item: string, files: string[]): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/items/{part}/files', { ...part(id, item), body: { files } }))
export const dropPaper = (id: string, file: string): Promise<Meeting> =>
  take(client.DELETE('/api/groups/{id}/council/files/{part}', part(id, file)))
export const attend = (
  id: string,
  meeting: string,
  body: { seat_id: string; presence: Presence },
): Promise<Meeting> =>
  take(client.PUT('/api/groups/{id}/council/meetings/{part}/attendance', { ...part(id, meeting), body }))
export const keepMinutes = (
  id: string,
  meeting: string,
  body: { text: string; approved: boolean },
): Promise<Meeting> =>
  take(client.PUT('/api/groups/{id}/council/meetings/{part}/minutes', { ...part(id, meeting), body }))
export const open = (id: string, meeting: string): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/meetings/{part}/open', part(id, meeting)))
export const close = (id: string, meeting: string): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/meetings/{part}/close', part(id, meeting)))
export const openVote = (id: string, item: string): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/items/{part}/open', part(id, item)))
export const closeVote = (id: string, item: string): Promise<Meeting> =>
  take(client.POST('/api/groups/{id}/council/items/{part}/close', part(id, item)))
export const vote = (id: string, item: string, choice: Choice, seat?: string): Promise<Meeting> =>
  take(
    client.PUT('/api/groups/{id}/council/items/{part}/vote', {
      ...part(id, item),
      body: said<Schemas['NewVoteInput']>({ choice, ...(seat ? { seat_id: seat } : {}) }),
    }),
  )

export const giveTask = (
  id: string,
  body: { item_id?: string; what: string; owner: string; due_on: string },
): Promise<Council> =>
  take(
    client.POST('/api/groups/{id}/council/tasks', { ...of(id), body: said<Schemas['NewTaskInput']>(body) }),
  )
export const changeTask = (
  id: string,
  task: string,
  body: { state: TaskState; note: string },
): Promise<Council> => take(client.PUT('/api/groups/{id}/council/tasks/{part}', { ...part(id, task), body }))
