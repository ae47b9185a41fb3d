import type { Schemas } from '../shared/types'

export type JointWork = Schemas['JointWork']
export type Plan = Schemas['Plan']
export type JointSession = Schemas['JointSession']
export type JointResult = Schemas['JointResult']
export type PlanKind = Plan['kind']
export const planKinds: PlanKind[] = ['preparation', 'research', 'linkage']
