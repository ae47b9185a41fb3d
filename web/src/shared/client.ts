// The API's client, typed by the contract. Every call goes through take(), which returns the value or throws a Problem.
import createClient, { type Middleware } from 'openapi-fetch'

import type { paths } from '../generated/api'
import { Problem } from './problem'

// Set by the session and the language switch; read by every call.
export const calling = { csrf: '', language: 'zh' }

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', calling.language)
    if (request.method !== 'GET' && calling.csrf) request.headers.set('X-CSRF-Token', calling.csrf)
    return request
  },
}

export const client = createClient<paths>({ baseUrl: location.origin, fetch: (request) => fetch(request) })
client.use(headers)

interface Answer {
  data?: unknown
  error?: unknown
  response: Response
}

export function problemOf(status: number, requestId: string | null, error: unknown): Problem {
  const details = error && typeof error === 'object' ? error : { detail: String(error ?? '') || undefined }
  return new Problem(status, { request_id: requestId ?? undefined, ...details })
}
const problemIn = (response: Response, error: unknown) =>
  problemOf(response.status, response.headers.get('X-Request-Id'), error)

export async function take<T>(call: Promise<Answer>): Promise<T> {
  let got: Answer
  try {
    got = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw Problem.unreachable()
  }
  if (!got.response.ok) throw problemIn(got.response, got.error)
  return got.data as T
}

type Said<T> = T extends object ? { [K in keyof T]?: Said<T[K]> | undefined } : T

// The body of a request: the contract names every member, a request leaves out what it does not say.
export const said = <T>(body: Said<T>): T => body as T

// A file of any type as the body; the contract's client would write JSON.
export async function upload<T>(url: string, file: Blob, signal?: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      body: file,
      signal,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Accept-Language': calling.language,
        'X-CSRF-Token': calling.csrf,
        // Messages name the file as the person knows it.
        ...(file instanceof File ? { 'X-File-Name': encodeURIComponent(file.name) } : {}),
      },
    })
  } catch {
    throw Problem.unreachable()
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw problemIn(response, body)
  return body as T
}

// Fetches a file in the language of the page and hands it to the browser to keep.
export async function download(url: string, name: string): Promise<void> {
  let response: Response
  try {
    response = await fetch(url, { headers: { 'Accept-Language': calling.language } })
  } catch {
    throw Problem.unreachable()
  }
  if (!response.ok) throw problemIn(response, await response.json().catch(() => undefined))
  keep(name, await response.blob())
}

export function keep(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

// The address of a file to download, with its filters.
export function address(
  path: string,
  query: Record<string, string | number | boolean | null | undefined> = {},
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

// Leaves out what is empty: an empty filter is no filter.
export function filled<T extends object>(query: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Partial<T>
}
