// The other ways in, by the API.
import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'

export type Door = Schemas['Door']
export type SignInProvider = Schemas['SignInProvider']
export type NewSignInProvider = Omit<Schemas['NewSignInProviderInput'], 'client_secret'> & {
  client_secret?: string
}
export type TiedProvider = Schemas['TiedProvider']
export type OwnWays = Schemas['OwnWays']
export type ProviderFound = Schemas['Provider']

const of = (id: string) => ({ params: { path: { id } } })

export const doors = (): Promise<Door[]> => take(client.GET('/api/session/doors', {}))
// Both answer where the browser is to go.
export const leave = (id: string, next: string): Promise<{ address: string }> =>
  take(client.POST('/api/session/oidc/{id}', { ...of(id), body: { next } }))
export const leaveToTie = (id: string): Promise<{ address: string }> =>
  take(client.POST('/api/account/oidc/{id}', of(id)))
export const secondStep = (code: string): Promise<unknown> =>
  take(client.POST('/api/session/second-step', { body: { code } }))

export const ways = (): Promise<OwnWays> => take(client.GET('/api/account/ways', {}))
export const untie = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/account/identities/{id}', of(id)))
export const resetWays = (account: string): Promise<unknown> =>
  take(client.DELETE('/api/accounts/{id}/ways', of(account)))

export const providers = (): Promise<SignInProvider[]> => take(client.GET('/api/sign-in-providers', {}))
export const saveProvider = (id: string | null, body: NewSignInProvider): Promise<SignInProvider> => {
  const sent = said<Schemas['NewSignInProviderInput']>(body)
  return id
    ? take(client.PUT('/api/sign-in-providers/{id}', { ...of(id), body: sent }))
    : take(client.POST('/api/sign-in-providers', { body: sent }))
}
export const removeProvider = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/sign-in-providers/{id}', of(id)))
export const testProvider = (issuer: string): Promise<ProviderFound> =>
  take(client.POST('/api/sign-in-providers/test', { body: { issuer } }))

// What a sign-in that came back may say in ?trouble=.
export const troubles = [
  'sign-in-over',
  'declined',
  'provider-down',
  'provider-wrong',
  'identity-unknown',
  'identity-taken',
  'account-closed',
  'not-yours',
  'too-many',
] as const
