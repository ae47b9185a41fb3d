import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'
import type {
  OrgTools,
  OwnTools,
  ToolChild,
  ToolDoor,
  ToolFile,
  ToolPlace,
  ToolRegister,
  ToolScores,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const at = (id: string, part: string) => ({ params: { path: { id, part } } })
type ToolBody = Parameters<typeof said<Schemas['NewToolInput']>>[0]
type LinkBody = Parameters<typeof said<Schemas['NewToolLinkInput']>>[0]

export const register = (area: string): Promise<ToolRegister> =>
  take(client.GET('/api/areas/{id}/tools', of(area)))
export const tool = (area: string, id: string): Promise<ToolFile> =>
  take(client.GET('/api/areas/{id}/tools/{part}', at(area, id)))
export const save = (area: string, id: string | null, body: ToolBody): Promise<ToolFile> =>
  id
    ? take(
        client.PUT('/api/areas/{id}/tools/{part}', {
          ...at(area, id),
          body: said<Schemas['NewToolInput']>(body),
        }),
      )
    : take(client.POST('/api/areas/{id}/tools', { ...of(area), body: said<Schemas['NewToolInput']>(body) }))
export const setState = (area: string, id: string, state: 'on' | 'off'): Promise<ToolFile> =>
  take(client.POST('/api/areas/{id}/tools/{part}/state', { ...at(area, id), body: { state } }))
export const rotate = (area: string) => take(client.POST('/api/areas/{id}/tools/key', of(area)))
export const tryOut = (area: string, id: string): Promise<ToolDoor> =>
  take(client.POST('/api/areas/{id}/tools/{part}/trial', at(area, id)))

export const ofOrg = (org: string): Promise<OrgTools> => take(client.GET('/api/orgs/{id}/tools', of(org)))
export const beside = (org: string, assignment: string): Promise<OrgTools> =>
  take(client.GET('/api/orgs/{id}/assignment-tools/{part}', at(org, assignment)))
export const use = (org: string, tool: string, on: boolean): Promise<OrgTools> =>
  take(client.PUT('/api/orgs/{id}/tools/{part}', { ...at(org, tool), body: { is_on: on } }))
export const place = (org: string, body: LinkBody): Promise<OrgTools> =>
  take(
    client.POST('/api/orgs/{id}/tool-links', { ...of(org), body: said<Schemas['NewToolLinkInput']>(body) }),
  )
export const pick = (org: string, body: LinkBody): Promise<ToolDoor> =>
  take(
    client.POST('/api/orgs/{id}/tool-links/choice', {
      ...of(org),
      body: said<Schemas['NewToolLinkInput']>(body),
    }),
  )
export const remove = (org: string, link: string): Promise<OrgTools> =>
  take(client.DELETE('/api/orgs/{id}/tool-links/{part}', at(org, link)))
export const scores = (org: string, where: ToolPlace, what: string): Promise<ToolScores> =>
  take(
    client.GET('/api/orgs/{id}/tool-scores/{place}/{of}', {
      params: { path: { id: org, place: where, of: what } },
    }),
  )

export const own = (): Promise<OwnTools> => take(client.GET('/api/own/tools', {}))
export const ownBeside = (child: string, assignment: string): Promise<ToolChild> =>
  take(client.GET('/api/own/children/{id}/assignment-tools/{part}', at(child, assignment)))
export const launch = (link: string, child?: string): Promise<ToolDoor> =>
  take(
    client.POST('/api/own/tool-links/{id}/launch', {
      ...of(link),
      body: said<Schemas['ToolLaunchInput']>(child ? { child_id: child } : {}),
    }),
  )
export const stop = (child: string, tool: string, stopped: boolean): Promise<OwnTools> =>
  take(client.PUT('/api/own/children/{id}/tools/{part}', { ...at(child, tool), body: { stopped } }))
