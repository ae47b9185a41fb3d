import type { Schemas } from '../shared/types'

export type CalendarEvent = Schemas['Event']
