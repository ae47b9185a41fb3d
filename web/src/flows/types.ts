import type { Schemas } from '../shared/types'

export type OrgFlows = Schemas['OrgFlows']
export type FlowNode = Schemas['FlowNode']
export type FlowLine = Schemas['FlowLine']
export type SchoolOpportunity = Schemas['SchoolOpportunity']
export type OpportunitySpread = Schemas['OpportunitySpread']
export type FlowKind = FlowLine['kind']
export type OpportunityOf = OpportunitySpread['of']
