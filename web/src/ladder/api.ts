import { client, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type {
  Application,
  Call,
  CallState,
  CallWhole,
  Desk,
  Edition,
  Ladder,
  Mark,
  Names,
  Notice,
  OpenCall,
  OwnLadders,
  Paper,
  PostsTable,
  Pyramid,
  RankHeld,
  Renewal,
} from './types'

const of = (id: string) => ({ params: { path: { id } } })
const part = (id: string, of_part: string) => ({ params: { path: { id, part: of_part } } })

// --- one's own
export const own = (): Promise<OwnLadders> => take(client.GET('/api/ladder/own', {}))
export const openCall = (id: string): Promise<OpenCall> => take(client.GET('/api/ladder/open/{id}', of(id)))
export interface ApplicationForm {
  statement: string
  subject?: string
  targeted?: boolean
  stated: Record<string, number>
  files: string[]
}
export const apply = (id: string, body: ApplicationForm): Promise<OpenCall> =>
  take(
    client.PUT('/api/ladder/open/{id}/application', {
      ...of(id),
      body: said<Schemas['NewLadderApplicationInput']>(body),
    }),
  )
export const renewal = (rank: string): Promise<Renewal> =>
  take(client.GET('/api/ladder/own/ranks/{id}/renewal', of(rank)))
export const renew = (
  rank: string,
  body: { statement: string; stated: Record<string, number>; files: string[] },
): Promise<OpenCall> =>
  take(
    client.POST('/api/ladder/own/ranks/{id}/renewal', {
      ...of(rank),
      body: said<Schemas['NewLadderRenewalInput']>(body),
    }),
  )
export const withdraw = (id: string): Promise<OpenCall> =>
  take(client.DELETE('/api/ladder/open/{id}/application', of(id)))
export const notice = (id: string): Promise<Notice> => take(client.GET('/api/ladder/notices/{id}', of(id)))
export const object = (
  id: string,
  body: { application_id?: string; text: string; org_id: string; files: string[] },
): Promise<Notice> =>
  take(
    client.POST('/api/ladder/notices/{id}/objections', {
      ...of(id),
      body: said<Schemas['NewLadderObjectionInput']>(body),
    }),
  )

// --- the panel
export const desk = (id: string): Promise<Desk> => take(client.GET('/api/ladder/panels/{id}', of(id)))
export const paper = (id: string, application: string): Promise<Paper> =>
  take(client.GET('/api/ladder/panels/{id}/papers/{part}', part(id, application)))
export const score = (
  id: string,
  application: string,
  body: { marks: Mark[]; comment: string; submit: boolean },
): Promise<Paper> =>
  take(
    client.PUT('/api/ladder/panels/{id}/papers/{part}/scores', {
      ...part(id, application),
      body: said<Schemas['PanelScoresInput']>(body),
    }),
  )
export const recuse = (id: string, application: string, reason: string): Promise<Desk> =>
  take(
    client.POST('/api/ladder/panels/{id}/papers/{part}/recusal', {
      ...part(id, application),
      body: { reason },
    }),
  )
export const declare = (id: string, names: string[]): Promise<Desk> =>
  take(client.PUT('/api/ladder/panels/{id}/relatives', { ...of(id), body: { names } }))

export interface ProposedLine {
  application_id: string
  proposed: boolean
  reason: string
}
export const proposeAsChair = (id: string, lines: ProposedLine[]): Promise<Desk> =>
  take(client.PUT('/api/ladder/panels/{id}/proposal', { ...of(id), body: { lines } }))

// --- an organisation
export const calls = (org: string): Promise<Page<Call>> =>
  take(client.GET('/api/ladder/orgs/{id}/calls', of(org)))
export interface CallForm {
  ladder: string
  level: string
  title: string
  apply_from: string
  apply_last: string
  score_last: string
  places: number
  targeted_places: number
  rural_at_least: number
  posts: { school_id: string; school: string; places: number }[]
}
export const makeCall = (org: string, body: CallForm): Promise<CallWhole> =>
  take(
    client.POST('/api/ladder/orgs/{id}/calls', {
      ...of(org),
      body: said<Schemas['NewLadderCallInput']>(body),
    }),
  )
export const editions = (org: string): Promise<Page<Edition>> =>
  take(client.GET('/api/ladder/orgs/{id}/editions', of(org)))
export const setEdition = (org: string, rules: Ladder, reason: string): Promise<Page<Edition>> =>
  take(
    client.POST('/api/ladder/orgs/{id}/editions', {
      ...of(org),
      body: { rules, reason } as Schemas['NewLadderEditionInput'],
    }),
  )
export const pyramid = (org: string, ladder: string): Promise<Pyramid> =>
  take(client.GET('/api/ladder/orgs/{id}/pyramid', { params: { path: { id: org }, query: { ladder } } }))
export const holders = (org: string, cursor: string): Promise<Page<RankHeld>> =>
  take(
    client.GET('/api/ladder/orgs/{id}/ranks', {
      params: { path: { id: org }, query: { cursor, limit: 100 } },
    }),
  )
export const revoke = (org: string, rank: string, ground: string): Promise<Page<RankHeld>> =>
  take(client.POST('/api/ladder/orgs/{id}/ranks/{part}/revocation', { ...part(org, rank), body: { ground } }))
export const posts = (org: string): Promise<PostsTable> =>
  take(client.GET('/api/ladder/orgs/{id}/posts', of(org)))
export const setPosts = (
  org: string,
  school: string,
  classes: { code: string; allowed: number | null }[],
  reason: string,
): Promise<PostsTable> =>
  take(
    client.PUT('/api/ladder/orgs/{id}/posts/{part}', {
      ...part(org, school),
      body: said<Schemas['NewLadderPostsInput']>({ classes, reason }),
    }),
  )
export const applications = (school: string): Promise<Page<Application>> =>
  take(client.GET('/api/ladder/orgs/{id}/applications', of(school)))
export const nominate = (
  school: string,
  body: { call_id: string; subject?: string; statement: string; files: string[] },
): Promise<Page<Application>> =>
  take(
    client.POST('/api/ladder/orgs/{id}/applications', {
      ...of(school),
      body: said<Schemas['NewLadderNominationInput']>(body),
    }),
  )
export const confirm = (
  school: string,
  application: string,
  confirms: boolean,
  words: string,
): Promise<Page<Application>> =>
  take(
    client.PUT('/api/ladder/orgs/{id}/applications/{part}/confirmation', {
      ...part(school, application),
      body: { confirms, words },
    }),
  )

// --- who runs a call
export const call = (id: string): Promise<CallWhole> => take(client.GET('/api/ladder/calls/{id}', of(id)))
export const application = (id: string, of_part: string): Promise<Application> =>
  take(client.GET('/api/ladder/calls/{id}/applications/{part}', part(id, of_part)))
export const move = (id: string, state: CallState): Promise<CallWhole> =>
  take(client.POST('/api/ladder/calls/{id}/state', { ...of(id), body: { state } }))
export const setDays = (id: string, body: { apply_last: string; score_last: string }): Promise<CallWhole> =>
  take(client.PUT('/api/ladder/calls/{id}/days', { ...of(id), body }))
export const setPanel = (id: string, members: { sign_in: string; chair: boolean }[]): Promise<CallWhole> =>
  take(client.PUT('/api/ladder/calls/{id}/panel', { ...of(id), body: { members } }))
export const propose = (id: string, lines: ProposedLine[]): Promise<CallWhole> =>
  take(client.PUT('/api/ladder/calls/{id}/proposal', { ...of(id), body: { lines } }))
export const answer = (
  id: string,
  objection: string,
  body: { answer: string; upheld: boolean },
): Promise<CallWhole> =>
  take(client.PUT('/api/ladder/calls/{id}/objections/{part}', { ...part(id, objection), body }))
export const decide = (
  id: string,
  body: { refused: string[]; words: string; begin_on?: string },
): Promise<CallWhole> =>
  take(
    client.POST('/api/ladder/calls/{id}/decision', {
      ...of(id),
      body: said<Schemas['NewLadderDecisionInput']>(body),
    }),
  )
export const namesFound = (id: string, file: string): Promise<Names> =>
  take(client.GET('/api/ladder/calls/{id}/files/{part}/names', part(id, file)))
export const checkFile = (
  id: string,
  file: string,
  body: { release: boolean; words: string },
): Promise<CallWhole> =>
  take(client.PUT('/api/ladder/calls/{id}/files/{part}/check', { ...part(id, file), body }))
export const takeIn = (id: string, file: Blob): Promise<CallWhole> =>
  upload(`/api/ladder/calls/${id}/applicants`, file)
