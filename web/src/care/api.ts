import { address, client, said, take, upload } from '../shared/client'
import type { Schemas } from '../shared/types'
import { fen } from './money'
import type {
  CareDish,
  CareMenus,
  CareMenusRead,
  CareMonth,
  CareSheetRead,
  CareDesk,
  CarePattern,
  CareRoll,
  OwnCare,
  OwnCareDuty,
  SchoolCare,
  ServiceForm,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

// --- the school's
export const school = (id: string): Promise<SchoolCare> => take(client.GET('/api/schools/{id}/care', of(id)))
function body(form: ServiceForm) {
  const { campus_id, choices, ...rest } = form
  return said<Schemas['NewCareServiceInput']>({
    ...rest,
    ...(campus_id ? { campus_id } : {}),
    choices: choices.map(({ name, ends, yuan }) => ({ name, ends, price_fen: fen(yuan) ?? -1 })),
  })
}
export const make = (id: string, form: ServiceForm): Promise<SchoolCare> =>
  take(client.POST('/api/schools/{id}/care', { ...of(id), body: body(form) }))
export const change = (id: string, part: string, form: ServiceForm): Promise<SchoolCare> =>
  take(client.PUT('/api/schools/{id}/care/{part}', { ...at(id, part), body: body(form) }))
export const open = (id: string, part: string): Promise<SchoolCare> =>
  take(client.POST('/api/schools/{id}/care/{part}/open', at(id, part)))
export const end = (id: string, part: string): Promise<SchoolCare> =>
  take(client.POST('/api/schools/{id}/care/{part}/end', at(id, part)))
export const except = (
  id: string,
  wanted: { service_id?: string; from_on: string; last_on: string; as_weekday?: number; reason: string },
): Promise<SchoolCare> =>
  take(
    client.POST('/api/schools/{id}/care-days', {
      ...of(id),
      body: said<Schemas['NewCareExceptionInput']>(wanted),
    }),
  )
export const dropException = (id: string, part: string): Promise<SchoolCare> =>
  take(client.DELETE('/api/schools/{id}/care-days/{part}', at(id, part)))
export const roll = (id: string, part: string): Promise<CareRoll> =>
  take(client.GET('/api/schools/{id}/care/{part}/people', at(id, part)))
export const signUpFor = (id: string, part: string, person: string, days: CarePattern[]): Promise<CareRoll> =>
  take(
    client.PUT('/api/schools/{id}/care/{part}/people/{person}', {
      params: { path: { id, part, person } },
      body: { days },
    }),
  )

// --- menus, a sheet, a month
export const menus = (id: string, part: string, on: string): Promise<CareMenus> =>
  take(
    client.GET('/api/schools/{id}/care/{part}/menus', {
      params: { path: { id, part }, query: on ? { on } : {} },
    }),
  )
export const setMenu = (
  id: string,
  part: string,
  body: { on: string; published: boolean; dishes: CareDish[] },
): Promise<CareMenus> => take(client.PUT('/api/schools/{id}/care/{part}/menus', { ...at(id, part), body }))
export const readMenus = (id: string, part: string, file: File, dry: boolean): Promise<CareMenusRead> =>
  upload(address(`/api/schools/${id}/care/${part}/menus/sheet`, { dry }), file)
export const readSheet = (id: string, part: string, file: File, dry: boolean): Promise<CareSheetRead> =>
  upload(`/api/schools/${id}/care/${part}/sign-up?dry=${dry}`, file)
export const month = (id: string, of: string): Promise<CareMonth> =>
  take(client.GET('/api/schools/{id}/care-months/{part}', at(id, of)))

// --- a day; without a school what one serves
export const desk = (id: string, on: string): Promise<CareDesk> =>
  take(client.GET('/api/schools/{id}/care-desk', { params: { path: { id }, query: on ? { on } : {} } }))
export const duty = (on: string): Promise<OwnCareDuty> =>
  take(client.GET('/api/account/care-duty', { params: { query: on ? { on } : {} } }))
export function mark(id: string, wanted: Schemas['NewCareMarkInput']): Promise<CareDesk> {
  return id
    ? take(client.PUT('/api/schools/{id}/care-desk', { ...of(id), body: wanted }))
    : take(client.PUT('/api/account/care-duty', { body: wanted }))
}
export const setDayFor = (
  id: string,
  part: string,
  person: string,
  wanted: { on: string; coming: boolean; choice?: number },
): Promise<CareDesk> =>
  take(
    client.PUT('/api/schools/{id}/care-desk/{part}/{person}', {
      params: { path: { id, part, person } },
      body: said<Schemas['NewCareDayInput']>(wanted),
    }),
  )

// --- one's own children
export const own = (on: string): Promise<OwnCare> =>
  take(client.GET('/api/account/care', { params: { query: on ? { on } : {} } }))
export const signUp = (child: string, part: string, days: CarePattern[]): Promise<OwnCare> =>
  take(client.PUT('/api/account/care/{id}/services/{part}', { ...at(child, part), body: { days } }))
export const setDay = (
  child: string,
  part: string,
  wanted: { on: string; coming: boolean; choice?: number },
): Promise<OwnCare> =>
  take(
    client.PUT('/api/account/care/{id}/services/{part}/days', {
      ...at(child, part),
      body: said<Schemas['NewCareDayInput']>(wanted),
    }),
  )
export const setSafety = (child: string, body: Schemas['NewCareSafetyInput']): Promise<OwnCare> =>
  take(client.PUT('/api/account/care/{id}/safety', { ...of(child), body }))
