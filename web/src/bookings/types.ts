import type { Filled, Schemas } from '../shared/types'

export type Timetable = Schemas['Timetable']
export type Thing = Filled<Schemas['Thing'], 'school_id'>
export type Booking = Filled<Schemas['Booking'], 'school_id'>
export type BookingRule = Schemas['BookingRule']
