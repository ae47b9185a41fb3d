import type { Filled, Page, Schemas } from '../shared/types'

export type { Page }
export type Secondment = Schemas['Secondment']
export type SecondmentSummary = Schemas['SecondmentSummary']
export type Possible = Secondment['possible'][number]
export type Consent = Secondment['consents'][number]
export type Seconded = Secondment['people'][number]
export type Standing = SecondmentSummary['standing']
export type Act = Possible['act']
export type Reached = NonNullable<Seconded['reached']>
export type Candidate = Filled<Schemas['Candidate'], 'id'>
export type Waiting = Schemas['Waiting']
export type OwnExchange = Schemas['OwnExchange']
export type Claim = Schemas['ExchangeClaim']
export type OrgWishes = Schemas['OrgWishes']
export type WishAnswer = Schemas['ExchangeWish']['answer']
export type RuleEditions = Schemas['RuleEditions']
export type RuleEdition = Schemas['RuleEdition']
export type RuleValue = Schemas['RuleValue']
export type PlanSummary = Schemas['PlanSummary']
export type ExchangePlan = Schemas['ExchangePlan']
export type PlanMove = ExchangePlan['moves'][number]
export type PlanSchool = ExchangePlan['schools'][number]
export type PlanOutcome = ExchangePlan['outcomes'][number]
export type PlanDecision = ExchangePlan['question']['decisions'][number]
export type PlanMoveDetail = Schemas['PlanMoveDetail']
export type PlanTrial = Schemas['PlanTrial']
export type PlanEffects = Schemas['PlanEffects']
// As the dialog holds it: who go together, and from where.
export type Together = { school: string; people: { id: string; name: string }[] }
export type Aim = ExchangePlan['question']['aims'][number]
