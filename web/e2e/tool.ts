// An outside tool: ltijs, with what it keeps in memory. A teacher sees who is in the context and may choose content; a
// learner who comes gets eight of ten.
import { createServer, type RequestListener } from 'node:http'

import ltijs from 'ltijs'

type Row = Record<string, unknown>

// As ltijs asks a database, by equal members.
class Memory {
  private readonly rows = new Map<string, Row[]>()
  private of(name: string): Row[] {
    if (!this.rows.has(name)) this.rows.set(name, [])
    return this.rows.get(name)!
  }
  private static fits = (row: Row, query: Row = {}) =>
    Object.entries(query).every(([key, value]) => row[key] === value)
  async setup() {
    return true
  }
  async Close() {
    return true
  }
  async Get(_: unknown, name: string, query?: Row) {
    const found = this.of(name).filter((row) => Memory.fits(row, query))
    return found.length ? found.map((row) => ({ ...row })) : false
  }
  async Insert(_: unknown, name: string, item: Row, index: Row = {}) {
    this.of(name).push({ createdAt: Date.now(), ...index, ...item })
    return true
  }
  async Replace(key: unknown, name: string, query: Row, item: Row, index: Row = {}) {
    await this.Delete(name, query)
    return this.Insert(key, name, item, index)
  }
  async Modify(_: unknown, name: string, query: Row, change: Row) {
    for (const row of this.of(name)) if (Memory.fits(row, query)) Object.assign(row, change)
    return true
  }
  async Delete(name: string, query: Row) {
    this.rows.set(
      name,
      this.of(name).filter((row) => !Memory.fits(row, query)),
    )
    return true
  }
}

interface Token {
  user: string
  userInfo: { name?: string }
  platformContext: { roles: string[]; context: { title: string }; endpoint?: { lineitem?: string } }
}
interface Reply {
  send: (text: string) => void
}

export interface OutsideTool {
  url: string
  know: (platform: {
    issuer: string
    client: string
    auth: string
    token: string
    keys: string
  }) => Promise<void>
  end: () => Promise<void>
}

export async function outsideTool(): Promise<OutsideTool> {
  const lti = ltijs.Provider
  lti.setup(
    'a key of this journey',
    { plugin: new Memory() },
    {
      appRoute: '/start',
      loginRoute: '/login',
      keysetRoute: '/keys',
      cookies: { secure: false, sameSite: '' },
    },
  )
  lti.onConnect(async (token: Token, _: unknown, reply: Reply) => {
    const { roles, context, endpoint } = token.platformContext
    const role = roles[0]!.split('#')[1]
    const said = [`I am told: ${role}, ${token.userInfo?.name ?? 'no name'}, ${context.title}.`]
    if (role === 'Instructor' && endpoint) {
      const { members } = await lti.NamesAndRoles.getMembers(token)
      said.push(`Members: ${members.length}.`)
    }
    if (role === 'Learner') {
      let line = endpoint?.lineitem
      if (!line) {
        const { lineItems } = await lti.Grade.getLineItems(token)
        line =
          lineItems[0]?.id ??
          (await lti.Grade.createLineItem(token, { label: 'Fractions', scoreMaximum: 20 })).id
      }
      await lti.Grade.submitScore(token, line, {
        userId: token.user,
        scoreGiven: 8,
        scoreMaximum: 10,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        comment: 'eight of ten',
      })
      const { scores } = await lti.Grade.getScores(token, line, { userId: token.user })
      said.push(`Result: ${scores[0].resultScore} of ${scores[0].resultMaximum}.`)
    }
    reply.send(
      `<!doctype html><html lang="en"><title>Tool</title><h1>A tool</h1><p>${said.join(' ')}</p></html>`,
    )
  })
  lti.onDeepLinking(async (token: Token, _: unknown, reply: Reply) => {
    reply.send(
      await lti.DeepLinking.createDeepLinkingForm(
        token,
        [{ type: 'ltiResourceLink', title: 'Chosen in the tool', custom: { level: '2' } }],
        {},
      ),
    )
  })
  await lti.deploy({ serverless: true })
  const server = createServer(lti.app as RequestListener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    know: async (platform) => {
      await lti.registerPlatform({
        url: platform.issuer,
        name: 'Doorstep',
        clientId: platform.client,
        authenticationEndpoint: platform.auth,
        accesstokenEndpoint: platform.token,
        authConfig: { method: 'JWK_SET', key: platform.keys },
      })
    },
    end: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
