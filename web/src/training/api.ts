import { address, client, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  AttendanceRead,
  PastHoursRead,
  CheckInCode,
  ClaimForm,
  DutyBook,
  GroupPlans,
  HoursPage,
  OfferFile,
  OfferForm,
  OrgTraining,
  OwnTraining,
  PlanForm,
  SchoolChoices,
  SchoolHours,
  TrainingClaim,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })

// --- one's own
export const own = (): Promise<OwnTraining> => take(client.GET('/api/own/training', {}))
export const duties = (): Promise<DutyBook> => take(client.GET('/api/training/duties', {}))
export const enrol = (offer: string): Promise<OwnTraining> =>
  take(client.POST('/api/own/training/offers/{id}', of(offer)))
export const withdraw = (offer: string): Promise<OwnTraining> =>
  take(client.DELETE('/api/own/training/offers/{id}', of(offer)))
export const checkIn = (session: string, code: string): Promise<OwnTraining> =>
  take(client.POST('/api/own/training/sessions/{id}', { ...of(session), body: { code } }))
export const claim = (body: ClaimForm): Promise<OwnTraining> =>
  take(client.POST('/api/own/training/claims', { body: said<Schemas['NewClaimInput']>(body) }))
export const takeBack = (id: string): Promise<OwnTraining> =>
  take(client.DELETE('/api/own/training/claims/{id}', of(id)))
export const check = (code: string, name: string): Promise<{ valid: boolean }> =>
  take(client.POST('/api/training/check', { body: { code, name } }))

// --- an organisation's offers
export const org = (id: string): Promise<OrgTraining> => take(client.GET('/api/orgs/{id}/training', of(id)))
export const offer = (id: string, part: string): Promise<OfferFile> =>
  take(client.GET('/api/orgs/{id}/training/offers/{part}', at(id, part)))
export const make = (id: string, body: OfferForm): Promise<OfferFile> =>
  take(
    client.POST('/api/orgs/{id}/training/offers', { ...of(id), body: said<Schemas['NewOfferInput']>(body) }),
  )
export const change = (id: string, part: string, body: OfferForm): Promise<OfferFile> =>
  take(
    client.PUT('/api/orgs/{id}/training/offers/{part}', {
      ...at(id, part),
      body: said<Schemas['NewOfferInput']>(body),
    }),
  )
export const cancel = (id: string, part: string, reason: string): Promise<OfferFile> =>
  take(client.POST('/api/orgs/{id}/training/offers/{part}/cancel', { ...at(id, part), body: { reason } }))
export const complete = (id: string, part: string): Promise<OfferFile> =>
  take(client.POST('/api/orgs/{id}/training/offers/{part}/complete', at(id, part)))
export const choose = (id: string, part: string, enrolments: string[], chosen: boolean): Promise<OfferFile> =>
  take(
    client.POST('/api/orgs/{id}/training/offers/{part}/choices', {
      ...at(id, part),
      body: { enrolments, chosen },
    }),
  )
export const attend = (
  id: string,
  session: string,
  people: { person_id: string; came: boolean }[],
  reason?: string,
): Promise<OfferFile> =>
  take(
    client.PUT('/api/orgs/{id}/training/sessions/{part}/attendance', {
      ...at(id, session),
      body: said<Schemas['AttendanceEntryInput']>({ people, ...(reason ? { reason } : {}) }),
    }),
  )
export const readSheet = (id: string, session: string, file: File, dry: boolean): Promise<AttendanceRead> =>
  upload(address(`/api/orgs/${id}/training/sessions/${session}/attendance`, { dry }), file)
export const screenCode = (id: string, session: string): Promise<CheckInCode> =>
  take(client.GET('/api/orgs/{id}/training/sessions/{part}/code', at(id, session)))
export const revoke = (id: string, part: string, reason: string): Promise<OfferFile> =>
  take(
    client.POST('/api/orgs/{id}/training/certificates/{part}/revoke', { ...at(id, part), body: { reason } }),
  )

export const readPastHours = (id: string, file: File, dry: boolean): Promise<PastHoursRead> =>
  upload(address(`/api/orgs/${id}/training/past-hours`, { dry }), file)

// --- a school's people
export const choices = (school: string): Promise<SchoolChoices> =>
  take(client.GET('/api/orgs/{id}/training/enrolments', of(school)))
export const enrolPeople = (school: string, offer_id: string, people: string[]): Promise<SchoolChoices> =>
  take(client.POST('/api/orgs/{id}/training/enrolments', { ...of(school), body: { offer_id, people } }))
export const withdrawPerson = (school: string, enrolment: string): Promise<SchoolChoices> =>
  take(client.DELETE('/api/orgs/{id}/training/enrolments/{part}', at(school, enrolment)))
export const claims = (id: string): Promise<Page<TrainingClaim>> =>
  take(client.GET('/api/orgs/{id}/training/claims', of(id)))
export const decideClaim = (
  id: string,
  part: string,
  confirmed: boolean,
  reason?: string,
): Promise<Page<TrainingClaim>> =>
  take(
    client.PUT('/api/orgs/{id}/training/claims/{part}', {
      ...at(id, part),
      body: said<Schemas['ClaimDecisionInput']>({ confirmed, ...(reason ? { reason } : {}) }),
    }),
  )

// --- hours
export const hours = (
  id: string,
  query: { school?: string; behind?: boolean; find?: string; cursor?: string; limit?: number },
): Promise<HoursPage> =>
  take(client.GET('/api/orgs/{id}/training/hours', { params: { path: { id }, query } }))
export const schoolHours = (id: string): Promise<Page<SchoolHours>> =>
  take(client.GET('/api/orgs/{id}/training/school-hours', of(id)))

// --- backbone teachers
export const plans = (id: string): Promise<GroupPlans> =>
  take(client.GET('/api/groups/{id}/training-plans', of(id)))
export const keepPlan = (id: string, body: PlanForm): Promise<GroupPlans> =>
  take(
    client.PUT('/api/groups/{id}/training-plans', {
      ...of(id),
      body: said<Schemas['NewTrainingPlanInput']>({
        ...body,
        programmes: body.programmes.map(({ offer_id, ...one }) => ({
          ...one,
          ...(offer_id ? { offer_id } : {}),
        })),
      }),
    }),
  )
