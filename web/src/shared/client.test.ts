import { afterEach, describe, expect, it, vi } from 'vitest'

import { address, calling, client, filled, take } from './client'
import { Problem } from './problem'

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return vi.fn<(request: Request) => Promise<Response>>(
    async () =>
      new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: {
          'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
          ...headers,
        },
      }),
  )
}

afterEach(() => {
  vi.unstubAllGlobals()
  calling.csrf = ''
})

describe('take', () => {
  it('gives the value and sends language and CSRF token', async () => {
    const fetched = answer(200, { items: [] })
    vi.stubGlobal('fetch', fetched)
    calling.csrf = 'secret'
    await take(client.POST('/api/session', { body: { name: 'a', password: 'b' } }))
    const request = fetched.mock.calls[0]![0]
    expect(request.headers.get('Accept-Language')).toBe('zh')
    expect(request.headers.get('X-CSRF-Token')).toBe('secret')
  })

  it('sends no token when it only reads', async () => {
    const fetched = answer(200, {})
    vi.stubGlobal('fetch', fetched)
    calling.csrf = 'secret'
    await take(client.GET('/api/session', {}))
    expect(fetched.mock.calls[0]![0].headers.get('X-CSRF-Token')).toBeNull()
  })

  it('throws the problem that the server describes, in both languages', async () => {
    vi.stubGlobal(
      'fetch',
      answer(422, {
        title: '内容有误',
        detail: '没有这一年',
        code: 'year-unknown',
        request_id: 'r-7',
        texts: { zh: '没有这一年', en: 'no such year' },
        errors: [{ field: 'year', detail: '没有', texts: { zh: '没有', en: 'none' } }],
      }),
    )
    const problem = await take(client.GET('/api/session', {})).catch((error) => error as Problem)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 422, code: 'year-unknown', requestId: 'r-7' })
    expect((problem as Problem).texts.en).toBe('no such year')
    expect((problem as Problem).fields[0]?.field).toBe('year')
  })

  it('says so when no server answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
    const problem = await take(client.GET('/api/session', {})).catch((error) => error as Problem)
    expect(problem).toMatchObject({ status: 0, code: 'unreachable' })
  })
})

describe('queries', () => {
  it('leave out what is empty', () => {
    expect(filled({ a: '', b: null, c: undefined, d: 0, e: false })).toEqual({ d: 0, e: false })
    expect(address('/api/x', { q: '望京 & co', on: '' })).toBe('/api/x?q=%E6%9C%9B%E4%BA%AC+%26+co')
    expect(address('/api/x')).toBe('/api/x')
  })
})
