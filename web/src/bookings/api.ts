import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { Booking, BookingRule, Thing, Timetable } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, part: string) => ({ params: { path: { id, part } } })

export const timetable = (id: string, from: string, days: number): Promise<Timetable> =>
  take(client.GET('/api/groups/{id}/bookings', { params: { path: { id }, query: { from, days } } }))
export const book = (
  id: string,
  body: {
    thing_id: string
    school_id: string
    purpose: string
    on: string
    from: string
    to: string
    amount?: number
  },
): Promise<Booking> =>
  take(
    client.POST('/api/groups/{id}/bookings', { ...of(id), body: said<Schemas['NewBookingInput']>(body) }),
  ) as Promise<Booking>
export const cancel = (id: string, booking: string): Promise<unknown> =>
  take(client.DELETE('/api/groups/{id}/bookings/{part}', part(id, booking)))
export const offer = (id: string, body: Partial<Schemas['NewThingInput']>): Promise<Thing> =>
  take(
    client.POST('/api/groups/{id}/bookings/things', {
      ...of(id),
      body: said<Schemas['NewThingInput']>(body),
    }),
  ) as Promise<Thing>
export const withdraw = (id: string, thing: string): Promise<{ cancelled: number }> =>
  take(client.DELETE('/api/groups/{id}/bookings/things/{part}', part(id, thing)))
export const setRule = (id: string, body: BookingRule): Promise<BookingRule> =>
  take(client.PUT('/api/groups/{id}/bookings/rule', { ...of(id), body }))
