// A real OpenID Connect provider of its own port; who signs in there is whatever name is typed.
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'

import Provider from 'oidc-provider'

export interface Identities {
  issuer: string
  silent: boolean // hangs up when it is asked for tokens
  end: () => Promise<void>
}

// `host` keeps the cookies of two providers apart: browsers do not tell ports apart.
export async function identities(
  host: string,
  algorithm: 'ES256' | 'RS256',
  redirect: string,
): Promise<Identities> {
  const pair =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server: Server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const issuer = `http://${host}:${typeof address === 'object' && address ? address.port : 0}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'doorstep',
        client_secret: 'hush',
        redirect_uris: [redirect],
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: {
      keys: [{ ...pair.privateKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: algorithm }],
    },
    cookies: { keys: ['a key of this journey'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, name: id }) }),
  })
  const answer = provider.callback()
  const made: Identities = {
    issuer,
    silent: false,
    end: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  server.on('request', (request, response) =>
    made.silent && request.url?.startsWith('/token') ? request.socket.destroy() : answer(request, response),
  )
  return made
}
