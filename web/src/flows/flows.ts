// What the page of flows shows, from the server's account: the diagram of one kind, and schools by what their students
// have. Pure.
import type { FlowKind, OpportunityOf, OrgFlows, SchoolOpportunity } from './types'

export const kinds: FlowKind[] = ['teaching', 'resources', 'courses', 'clubs']

export interface Ribbon {
  source: string
  target: string
  value: number
}
export interface Diagram {
  nodes: { name: string; depth: 0 | 1 }[]
  links: Ribbon[]
  hidden: number // flows that are too thin to be drawn
}

// Givers stand left, receivers right, so that a school that does both is there twice. The largest `most` flows.
export function diagram(flows: OrgFlows, kind: FlowKind, most = 40): Diagram {
  const lines = flows.lines.filter((one) => one.kind === kind)
  const shown = lines.slice(0, most)
  const left = [...new Set(shown.map((one) => one.from))]
  const right = [...new Set(shown.map((one) => one.to))]
  return {
    nodes: [
      ...left.map((id) => ({ name: `<${id}`, depth: 0 as const })),
      ...right.map((id) => ({ name: `>${id}`, depth: 1 as const })),
    ],
    links: shown.map((one) => ({ source: `<${one.from}`, target: `>${one.to}`, value: one.amount ?? 0 })),
    hidden: lines.length - shown.length,
  }
}

export const total = (flows: OrgFlows, kind: FlowKind) =>
  flows.lines.filter((one) => one.kind === kind).reduce((sum, one) => sum + (one.amount ?? 0), 0)

// Of every hundred students; nothing where there are none.
export const rate = (school: SchoolOpportunity, of: OpportunityOf) =>
  school.students ? ((school[of] ?? 0) / school.students) * 100 : null

// Least first; schools without students are left out.
export function ranked(flows: OrgFlows, of: OpportunityOf): { school: SchoolOpportunity; rate: number }[] {
  return flows.schools
    .flatMap((school) => {
      const found = rate(school, of)
      return found === null ? [] : [{ school, rate: found }]
    })
    .sort((a, b) => a.rate - b.rate)
}
