import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type {
  Candidate,
  Claim,
  ExchangePlan,
  OrgWishes,
  OwnExchange,
  Page,
  PlanDecision,
  PlanEffects,
  PlanMoveDetail,
  PlanSummary,
  PlanTrial,
  RuleEditions,
  Secondment,
  SecondmentSummary,
  Waiting,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const mine = (): Promise<OwnExchange> => take(client.GET('/api/exchange/mine', {}))
export const waiting = (): Promise<Page<Waiting>> => take(client.GET('/api/exchange/waiting', {}))
export const wish = (body: Schemas['NewWishInput']): Promise<OwnExchange> =>
  take(client.PUT('/api/exchange/mine/wish', { body }))
export const claim = (body: Schemas['NewExchangeClaimInput']): Promise<OwnExchange> =>
  take(client.POST('/api/exchange/mine/claims', { body }))
export const withdrawClaim = (id: string): Promise<OwnExchange> =>
  take(client.DELETE('/api/exchange/mine/claims/{id}', of(id)))

export type NewAct = {
  act: Schemas['NewActInput']['act']
  of?: string | undefined
  note?: string | undefined
  on_day?: string | undefined
  people?: string[] | undefined
  reached?: Schemas['NewActInput']['reached'] | undefined
}
export const ownAct = (id: string, body: NewAct): Promise<Secondment> =>
  take(
    client.POST('/api/exchange/mine/secondments/{id}/acts', {
      ...of(id),
      body: said<Schemas['NewActInput']>(body),
    }),
  )

export const secondments = (org: string): Promise<Page<SecondmentSummary>> =>
  take(client.GET('/api/exchange/orgs/{id}/secondments', of(org)))
export const candidates = (org: string): Promise<Page<Candidate>> =>
  take(client.GET('/api/exchange/orgs/{id}/candidates', of(org)))
export type NewSecondment = {
  host_id: string
  title?: string | undefined
  begin_on: string
  end_on: string
  conditions?: string | undefined
  people: { person_id: string; role?: string; share?: number; allowance?: number | undefined }[]
}
export const propose = (org: string, body: NewSecondment): Promise<Secondment> =>
  take(
    client.POST('/api/exchange/orgs/{id}/secondments', {
      ...of(org),
      body: said<Schemas['NewSecondmentInput']>(body),
    }),
  )
export const secondment = (id: string): Promise<Secondment> =>
  take(client.GET('/api/exchange/secondments/{id}', of(id)))
export const change = (id: string, body: NewSecondment): Promise<Secondment> =>
  take(
    client.PUT('/api/exchange/secondments/{id}', {
      ...of(id),
      body: said<Schemas['NewSecondmentInput']>(body),
    }),
  )
export const act = (id: string, body: NewAct): Promise<Secondment> =>
  take(
    client.POST('/api/exchange/secondments/{id}/acts', {
      ...of(id),
      body: said<Schemas['NewActInput']>(body),
    }),
  )
export const effects = (id: string): Promise<PlanEffects> =>
  take(client.GET('/api/exchange/secondments/{id}/effects', of(id)))

export const wishes = (org: string): Promise<OrgWishes> =>
  take(client.GET('/api/exchange/orgs/{id}/wishes', of(org)))
export const claims = (org: string): Promise<Page<Claim>> =>
  take(client.GET('/api/exchange/orgs/{id}/claims', of(org)))
export const decide = (id: string, accepted: boolean, answer: string): Promise<Claim> =>
  take(client.POST('/api/exchange/claims/{id}', { ...of(id), body: { accepted, answer } }))

export const rules = (org: string): Promise<RuleEditions> =>
  take(client.GET('/api/exchange/orgs/{id}/rules', of(org)))
export const addRules = (
  org: string,
  body: {
    base_id: string
    name: string
    source: string
    reason: string
    rules: { code: string; value: number; source?: string }[]
  },
): Promise<RuleEditions> =>
  take(
    client.POST('/api/exchange/orgs/{id}/rules', {
      ...of(org),
      body: said<Schemas['NewEditionInput']>(body),
    }),
  )
export const useRules = (org: string, id: string): Promise<RuleEditions> =>
  take(client.PUT('/api/exchange/orgs/{id}/rules', { ...of(org), body: { id } }))

export const plans = (org: string): Promise<Page<PlanSummary>> =>
  take(client.GET('/api/exchange/orgs/{id}/plans', of(org)))
export type NewPlan = {
  title: string
  stages?: string[]
  rules_id?: string | undefined
  approved_id?: string | undefined
  aims?: ExchangePlan['question']['aims']
  official?: boolean
  seconds?: number
  year?: number | undefined
  begin_on?: string
  together?: { people: string[] }[]
}
export const makePlan = (org: string, body: NewPlan): Promise<ExchangePlan> =>
  take(
    client.POST('/api/exchange/orgs/{id}/plans', {
      ...of(org),
      body: said<Schemas['NewExchangePlanInput']>(body),
    }),
  )
export const plan = (id: string): Promise<ExchangePlan> =>
  take(client.GET('/api/exchange/plans/{id}', of(id)))
export const move = (id: string, part: string): Promise<PlanMoveDetail> =>
  take(client.GET('/api/exchange/plans/{id}/moves/{part}', { params: { path: { id, part } } }))
export const attempt = (id: string, changes: { person_id: string; to?: string }[]): Promise<PlanTrial> =>
  take(
    client.POST('/api/exchange/plans/{id}/try', {
      ...of(id),
      body: said<Schemas['PlanChangesInput']>({ changes }),
    }),
  )
export const again = (id: string, decisions: PlanDecision[]): Promise<ExchangePlan> =>
  take(
    client.POST('/api/exchange/plans/{id}/again', {
      ...of(id),
      body: said<Schemas['PlanDecisionsInput']>({
        decisions: decisions.map(({ person_id, hold, to }) => ({
          person_id: person_id ?? '',
          hold,
          ...(to ? { to } : {}),
        })),
      }),
    }),
  )
export const stop = (id: string): Promise<ExchangePlan> =>
  take(client.POST('/api/exchange/plans/{id}/stop', { ...of(id), body: {} }))
export const accept = (
  id: string,
  body: { begin_on: string; end_on: string; conditions?: string },
): Promise<ExchangePlan> =>
  take(
    client.POST('/api/exchange/plans/{id}/accept', {
      ...of(id),
      body: said<Schemas['PlanAcceptanceInput']>(body),
    }),
  )
export const planEffects = (id: string): Promise<PlanEffects> =>
  take(client.GET('/api/exchange/plans/{id}/effects', of(id)))
