// Passkeys in the browser: values come and go as base64url.
import { client, said, take } from '../shared/client'
import type { Schemas } from '../shared/types'

export type OwnPasskey = Schemas['OwnPasskey']

export const supported = () => typeof PublicKeyCredential !== 'undefined'

export function toText(bytes: ArrayBuffer | ArrayBufferView): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
  let binary = ''
  for (const one of view) binary += String.fromCharCode(one)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (one) => one.charCodeAt(0))
}

// The person, or the device, said no; or there is one of this account already.
export type Refusal = 'cancelled' | 'already'
export class Refused extends Error {
  constructor(readonly why: Refusal) {
    super(why)
  }
}
async function asked<T>(work: Promise<Credential | null>): Promise<T> {
  try {
    const got = await work
    if (got) return got as T
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') throw new Refused('already')
    if (!(error instanceof DOMException)) throw error
  }
  throw new Refused('cancelled')
}

export const list = (): Promise<OwnPasskey[]> => take(client.GET('/api/account/passkeys', {}))
export const remove = (id: string): Promise<unknown> =>
  take(client.DELETE('/api/account/passkeys/{id}', { params: { path: { id } } }))

export async function add(name: string): Promise<void> {
  const offer: Schemas['PasskeyOffer'] = await take(client.POST('/api/account/passkeys/offer', {}))
  const made = await asked<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        challenge: toBytes(offer.challenge),
        rp: { id: offer.site, name: 'Doorstep' },
        user: {
          id: new TextEncoder().encode(offer.account ?? ''),
          name: offer.sign_in,
          displayName: offer.name,
        },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        excludeCredentials: offer.known.map((id) => ({ type: 'public-key', id: toBytes(id) })),
        attestation: 'none',
      },
    }),
  )
  const response = made.response as AuthenticatorAttestationResponse
  await take(
    client.POST('/api/account/passkeys', {
      body: said<Schemas['NewPasskeyInput']>({
        name,
        made: {
          client_data: toText(response.clientDataJSON),
          authenticator_data: toText(response.getAuthenticatorData()),
          algorithm: response.getPublicKeyAlgorithm(),
        },
      }),
    }),
  )
}

export async function signIn(): Promise<void> {
  const ask: Schemas['PasskeyAsk'] = await take(client.POST('/api/session/passkey/ask', {}))
  const shown = await asked<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: { challenge: toBytes(ask.challenge), rpId: ask.site, userVerification: 'required' },
    }),
  )
  const response = shown.response as AuthenticatorAssertionResponse
  await take(
    client.POST('/api/session/passkey', {
      body: {
        credential: toText(shown.rawId),
        client_data: toText(response.clientDataJSON),
        authenticator_data: toText(response.authenticatorData),
        signature: toText(response.signature),
      },
    }),
  )
}
