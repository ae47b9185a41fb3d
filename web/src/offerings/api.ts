import { address, client, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  ClubCode,
  ClubFile,
  DrawPage,
  OfferingFile,
  OfferingsRead,
  OnOffer,
  OrgOfferings,
  OwnChoosing,
  OwnClubs,
  PressAnswer,
  PupilPlace,
  RoundFile,
  RoundForm,
  TryoutFile,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })
export type OfferingBody = Parameters<typeof said<Schemas['NewOfferingInput']>>[0]

// --- everybody
export const onOffer = (id: string): Promise<OnOffer> => take(client.GET('/api/orgs/{id}/on-offer', of(id)))

// --- who holds them
export const org = (id: string): Promise<OrgOfferings> => take(client.GET('/api/orgs/{id}/offerings', of(id)))
// Empty `org`: one's own club.
export const appraise = (
  org: string,
  part: string,
  people: { person_id: string; mark: string; words: string }[],
): Promise<ClubFile> =>
  org
    ? take(client.PUT('/api/orgs/{id}/offerings/{part}/results', { ...at(org, part), body: { people } }))
    : take(client.PUT('/api/account/clubs/{id}/results', { ...of(part), body: { people } }))
export const readSheet = (id: string, file: File, dry: boolean): Promise<OfferingsRead> =>
  upload(address(`/api/orgs/${id}/offerings/sheet`, { dry }), file)
export const pupils = (school: string): Promise<Page<PupilPlace>> =>
  take(client.GET('/api/schools/{id}/offerings/pupils', of(school)))
export const offering = (id: string, part: string): Promise<OfferingFile> =>
  take(client.GET('/api/orgs/{id}/offerings/{part}', at(id, part)))
export const make = (id: string, body: OfferingBody): Promise<OfferingFile> =>
  take(client.POST('/api/orgs/{id}/offerings', { ...of(id), body: said<Schemas['NewOfferingInput']>(body) }))
export const change = (id: string, part: string, body: OfferingBody): Promise<OfferingFile> =>
  take(
    client.PUT('/api/orgs/{id}/offerings/{part}', {
      ...at(id, part),
      body: said<Schemas['NewOfferingInput']>(body),
    }),
  )
export const publish = (id: string, part: string): Promise<OfferingFile> =>
  take(client.POST('/api/orgs/{id}/offerings/{part}/publish', at(id, part)))
export const cancel = (id: string, part: string, reason: string): Promise<OfferingFile> =>
  take(client.POST('/api/orgs/{id}/offerings/{part}/cancel', { ...at(id, part), body: { reason } }))
export const remove = (id: string, part: string, person: string, reason: string): Promise<OfferingFile> =>
  take(
    client.POST('/api/orgs/{id}/offerings/{part}/people/{person}/remove', {
      params: { path: { id, part, person } },
      body: { reason },
    }),
  )

export const transplant = (id: string, part: string, body: OfferingBody): Promise<OfferingFile> =>
  take(
    client.POST('/api/orgs/{id}/offerings/{part}/transplant', {
      ...at(id, part),
      body: said<Schemas['NewTransplantInput']>(body as Schemas['NewTransplantInput']),
    }),
  )

// --- clubs while they run; without an organisation those that one teaches
export const ownClubs = (): Promise<OwnClubs> => take(client.GET('/api/account/clubs', {}))
export const club = (id: string, part: string): Promise<ClubFile> =>
  id
    ? take(client.GET('/api/orgs/{id}/offerings/{part}/club', at(id, part)))
    : take(client.GET('/api/account/clubs/{id}', of(part)))
export function attend(
  id: string,
  part: string,
  on: string,
  from: string,
  people: { person_id: string; came: boolean }[],
  reason?: string,
): Promise<ClubFile> {
  const body = said<Schemas['ClubEntryInput']>({ on, from, people, ...(reason ? { reason } : {}) })
  return id
    ? take(client.PUT('/api/orgs/{id}/offerings/{part}/club', { ...at(id, part), body }))
    : take(client.PUT('/api/account/clubs/{id}', { ...of(part), body }))
}
export const clubCode = (id: string, part: string): Promise<ClubCode> =>
  id
    ? take(client.GET('/api/orgs/{id}/offerings/{part}/code', at(id, part)))
    : take(client.GET('/api/account/clubs/{id}/code', of(part)))

// --- try-outs
export const tryout = (id: string, part: string): Promise<TryoutFile> =>
  take(client.GET('/api/orgs/{id}/offerings/{part}/tryout', at(id, part)))
export const setPanel = (id: string, part: string, judges: string[]): Promise<TryoutFile> =>
  take(client.PUT('/api/orgs/{id}/offerings/{part}/panel', { ...at(id, part), body: { judges } }))
export const decide = (id: string, part: string, pass: number): Promise<TryoutFile> =>
  take(client.POST('/api/orgs/{id}/offerings/{part}/decide', { ...at(id, part), body: { pass } }))
export const ownTryout = (part: string): Promise<TryoutFile> =>
  take(client.GET('/api/account/clubs/{id}/panel', of(part)))
export const score = (part: string, person_id: string, points: number, notes: string): Promise<TryoutFile> =>
  take(client.PUT('/api/account/clubs/{id}/panel', { ...of(part), body: { person_id, points, notes } }))

const roundBody = (form: RoundForm) => said<Schemas['NewChoosingRoundInput']>({ ...form })
export const round = (id: string, part: string): Promise<RoundFile> =>
  take(client.GET('/api/orgs/{id}/choosing/{part}', at(id, part)))
export const makeRound = (id: string, form: RoundForm): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing', { ...of(id), body: roundBody(form) }))
export const changeRound = (id: string, part: string, form: RoundForm): Promise<RoundFile> =>
  take(client.PUT('/api/orgs/{id}/choosing/{part}', { ...at(id, part), body: roundBody(form) }))
export const openRound = (id: string, part: string): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing/{part}/open', at(id, part)))
export const closeRound = (id: string, part: string): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing/{part}/close', at(id, part)))
export const roll = (id: string, part: string): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing/{part}/roll', at(id, part)))
export const draw = (id: string, part: string, seed: string): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing/{part}/draw', { ...at(id, part), body: { seed } }))
export const setLate = (id: string, part: string, until: string | null): Promise<RoundFile> =>
  take(
    client.PUT('/api/orgs/{id}/choosing/{part}/late', {
      ...at(id, part),
      body: said<Schemas['LateSignUpInput']>(until ? { until } : {}),
    }),
  )
export const publishRound = (id: string, part: string): Promise<RoundFile> =>
  take(client.POST('/api/orgs/{id}/choosing/{part}/publish', at(id, part)))

// --- everybody
export const drawPage = (id: string): Promise<DrawPage> => take(client.GET('/api/draws/{id}', of(id)))

// --- one's own children
export const own = (): Promise<OwnChoosing> => take(client.GET('/api/account/choosing', {}))
export const choose = (
  child: string,
  round: string,
  offerings: string[],
  consents: string[],
): Promise<OwnChoosing> =>
  take(
    client.PUT('/api/account/choosing/{id}/rounds/{part}', {
      ...at(child, round),
      body: { offerings, consents },
    }),
  )
export const press = (child: string, offering_id: string, consent: boolean): Promise<PressAnswer> =>
  take(
    client.POST('/api/account/choosing/{id}/places', {
      ...of(child),
      body: said<Schemas['PressInput']>({ offering_id, ...(consent ? { consent } : {}) }),
    }),
  )
export const giveUp = (child: string, offering: string): Promise<OwnChoosing> =>
  take(client.DELETE('/api/account/choosing/{id}/places/{part}', at(child, offering)))
export const swap = (child: string, round: string, asks: boolean): Promise<OwnChoosing> =>
  take(client.PUT('/api/account/choosing/{id}/swaps/{part}', { ...at(child, round), body: { asks } }))
export const checkIn = (child: string, offering_id: string, code: string): Promise<OwnChoosing> =>
  take(client.POST('/api/account/choosing/{id}/check-in', { ...of(child), body: { offering_id, code } }))
export const consent = (child: string, offering: string, given: boolean): Promise<OwnChoosing> =>
  take(client.PUT('/api/account/choosing/{id}/consents/{part}', { ...at(child, offering), body: { given } }))
