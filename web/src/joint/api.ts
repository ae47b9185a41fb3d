import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type { JointWork, PlanKind } from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, part: string) => ({ params: { path: { id, part } } })

export const work = (id: string): Promise<JointWork> => take(client.GET('/api/groups/{id}/joint', of(id)))
export const plan = (
  id: string,
  body: {
    kind: PlanKind
    title: string
    subject?: string
    leader?: string
    goals?: string
    schools: string[]
    end_on: string
  },
): Promise<JointWork> =>
  take(client.POST('/api/groups/{id}/joint/plans', { ...of(id), body: said<Schemas['NewPlanInput']>(body) }))
export const call = (
  id: string,
  body: {
    plan_id: string
    title: string
    on: string
    from: string
    to: string
    school_id: string
    place?: string
  },
): Promise<JointWork> =>
  take(
    client.POST('/api/groups/{id}/joint/sessions', {
      ...of(id),
      body: said<Schemas['NewSessionInput']>(body),
    }),
  )
export const cancel = (id: string, session: string): Promise<JointWork> =>
  take(client.DELETE('/api/groups/{id}/joint/sessions/{part}', part(id, session)))
export const keepMinutes = (
  id: string,
  session: string,
  body: { minutes: string; outcome: string; url: string },
): Promise<JointWork> =>
  take(client.PUT('/api/groups/{id}/joint/sessions/{part}/minutes', { ...part(id, session), body }))
export const share = (
  id: string,
  body: { plan_id: string; session_id: string; title: string; words: string; url: string; files: string[] },
): Promise<JointWork> => take(client.POST('/api/groups/{id}/joint/results', { ...of(id), body }))
export const takeBack = (id: string, result: string): Promise<JointWork> =>
  take(client.DELETE('/api/groups/{id}/joint/results/{part}', part(id, result)))
export const takePart = (id: string, session: string, school: string, comes: boolean): Promise<JointWork> =>
  take(
    client.PUT('/api/groups/{id}/joint/sessions/{part}/part', {
      ...part(id, session),
      body: { school_id: school, comes },
    }),
  )
