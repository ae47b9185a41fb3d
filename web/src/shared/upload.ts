// Uploading files that will hang on something: what may be sent, and sending it with progress and a way to stop. Small
// files go in one request; larger ones in parts, and go on where they broke off.
import type { Upload as Tus } from 'tus-js-client'

import { address, calling, client, problemOf, take } from './client'
import { words } from './i18n'
import { Problem } from './problem'
import type { Schemas } from './types'

export type FileInfo = Schemas['FileInfo']
export type FileRules = Schemas['FileRules']
export type Upload = Schemas['Upload']

export const rules = (): Promise<FileRules> => take(client.GET('/api/files/rules', {}))
export const dropLoose = (id: string): Promise<void> =>
  take(client.DELETE('/api/files/{id}', { params: { path: { id } } }))

export const endingOf = (name: string): string => (/[^.]\.([^.]+)$/.exec(name)?.[1] ?? '').toLowerCase()

// "三年规划" of "三年规划.pdf"
export const bareName = (name: string): string => name.replace(/\.[^.]+$/, '')

// What is wrong with a file before it is sent at all; a key of the words `files.*`, empty when nothing is.
export function objection(
  file: { name: string; size: number },
  to: FileRules,
  large = false,
): '' | 'empty' | 'large' | 'kind' {
  if (!file.size) return 'empty'
  if (file.size > mostOf(to, large)) return 'large'
  return to.endings.includes(endingOf(file.name)) ? '' : 'kind'
}
// What a room takes at most of one file.
export const mostOf = (to: FileRules, large: boolean): number =>
  large ? Math.max(to.large_bytes, to.most_bytes) : to.most_bytes

// waiting: the line is broken, and is tried again by itself. checking: all of it has been sent.
export type SendingState = 'sending' | 'waiting' | 'paused' | 'checking'

export interface Sending {
  done: Promise<FileInfo>
  cancel: () => void // gives it up: done is rejected with an AbortError
  leave: () => void // stops here; what can go on later does when the same file is chosen again
  pause?: () => void // only where it can go on
  resume?: () => void
}

export interface Watching {
  share: (share: number) => void
  state: (state: SendingState) => void
}

const inOnePiece = 4 << 20 // bytes up to which a file goes in one request

export const send = (org: string, file: File, on: Watching): Sending =>
  file.size <= inOnePiece
    ? sendWhole(org, file, on)
    : sendInParts(address('/api/files/tus', { org }), file, on)

const stopped = () => new DOMException('', 'AbortError')

// fetch() tells nothing of how far an upload is; XMLHttpRequest does.
function sendWhole(org: string, file: File, on: Watching): Sending {
  const request = new XMLHttpRequest()
  const done = new Promise<FileInfo>((good, bad) => {
    request.open('POST', address('/api/files', { org, name: file.name.normalize('NFC') }))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept-Language', calling.language)
    request.setRequestHeader('X-CSRF-Token', calling.csrf)
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return
      on.share(event.loaded / event.total)
      if (event.loaded === event.total) on.state('checking')
    }
    request.onerror = () => bad(Problem.unreachable())
    request.onabort = () => bad(stopped())
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status === 201) good(body as FileInfo)
      else bad(problemOf(request.status, request.getResponseHeader('X-Request-Id'), body))
    }
    request.send(file)
  })
  const cancel = () => request.abort()
  return { done, cancel, leave: cancel }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Parts of an upload, small enough for what stands between a school and the server, and the pauses, in milliseconds,
// before a broken line is tried again; progress begins them anew.
const part = 16 << 20
const pauses = [0, 1000, 2000, 4000, 8000, ...Array<number>(40).fill(15_000)]

const idOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

// tus 1.0, announced at `to`. Where the same file was sent before and did not arrive, also before the page was loaded anew, it goes on.
export function sendInParts(to: string, file: File, on: Watching): Sending {
  let upload: Tus | undefined
  let over = false
  let held = false
  let lost = false // as far as we know
  let fail: (why: unknown) => void = () => undefined
  const state = (now: SendingState) => {
    lost = now === 'waiting'
    on.state(now)
  }
  const start = () => {
    if (over || !upload) return
    held = false
    state('sending')
    upload.start()
  }
  const again = () => {
    if (held || !lost) return
    void upload?.abort().then(start)
  }
  const done = new Promise<FileInfo>((good, bad) => {
    fail = bad
    void import('tus-js-client').then(async ({ Upload }) => {
      const made = new Upload(file, {
        endpoint: location.origin + to,
        metadata: { filename: file.name.normalize('NFC') },
        chunkSize: part,
        retryDelays: pauses,
        removeFingerprintOnSuccess: true,
        onBeforeRequest(request) {
          request.setHeader('Accept-Language', calling.language)
          request.setHeader('X-CSRF-Token', calling.csrf)
        },
        // From here on a server that is away for a moment must not make it begin anew.
        onUploadUrlAvailable: () => (made.options.endpoint = null),
        onProgress(sent, all) {
          if (lost) state('sending')
          on.share(sent / all)
        },
        onShouldRetry(error) {
          const status = error.originalResponse?.getStatus() ?? 0
          const worth = status < 400 || status >= 500 || status === 409 || status === 423 || status === 429
          if (worth) state('waiting')
          return worth
        },
        onError(error) {
          const answer = 'originalResponse' in error ? error.originalResponse : null
          const status = answer?.getStatus() ?? 0
          if (status >= 400 && status < 500)
            return bad(
              problemOf(status, answer?.getHeader('X-Request-Id') ?? null, parsed(answer?.getBody() ?? '')),
            )
          held = true
          on.state('paused')
        },
        onSuccess() {
          state('checking')
          kept(idOf(made.url ?? ''), () => over).then(good, bad)
        },
      })
      upload = made
      const [before] = await made.findPreviousUploads()
      if (before) made.resumeFromPreviousUpload(before)
      start()
    }, bad)
  })
  addEventListener('online', again)
  void done.catch(() => undefined).finally(() => removeEventListener('online', again))
  const stop = (forGood: boolean) => {
    over = true
    fail(stopped())
    void upload?.abort(forGood).catch(() => undefined) // what stays behind goes by itself after a day
  }
  return {
    done,
    cancel: () => stop(true),
    leave: () => stop(false),
    pause() {
      held = true
      void upload?.abort().then(() => on.state('paused'))
    },
    resume: start,
  }
}

const look = (id: string): Promise<Upload> =>
  take(client.GET('/api/files/tus/{id}', { params: { path: { id } } }))

// Waits until what was sent has been looked at.
async function kept(id: string, over: () => boolean): Promise<FileInfo> {
  for (let pause = 300; !over(); pause = Math.min(pause * 1.5, 5000)) {
    let now: Upload | undefined
    try {
      now = await look(id)
    } catch (error) {
      const problem = Problem.of(error)
      if (problem.status >= 400 && problem.status < 500) throw problem
    }
    if (now?.file) return now.file
    if (now?.stage === 'refused' || now?.stage === 'kept')
      throw problemOf(422, null, { code: now.problem_code, detail: words(now.problem), texts: now.problem })
    await new Promise((next) => setTimeout(next, pause))
  }
  throw stopped()
}

// Uploads of mine that did not arrive and can go on from here: the files lie on this device.
export async function unfinished(org: string): Promise<Upload[]> {
  const { defaultOptions } = await import('tus-js-client')
  const here = new Set(
    (await defaultOptions.urlStorage.findAllUploads()).map((one) => idOf(one.uploadUrl ?? '')),
  )
  if (!here.size) return []
  const all = await take<{ items: Upload[] }>(client.GET('/api/files/tus', {}))
  return all.items.filter((one) => one.org === org && one.stage === 'receiving' && here.has(one.id))
}

export async function giveUp(id: string): Promise<void> {
  const { defaultOptions } = await import('tus-js-client')
  for (const one of await defaultOptions.urlStorage.findAllUploads())
    if (idOf(one.uploadUrl ?? '') === id) await defaultOptions.urlStorage.removeUpload(one.urlStorageKey)
  await take(
    client.DELETE('/api/files/tus/{id}', { params: { path: { id } }, headers: { 'Tus-Resumable': '1.0.0' } }),
  )
}

// Whether the page shows a file: a browser that lays out a text of hundreds of megabytes does nothing else any more.
const longestText = 8 << 20
export const isShown = (file: FileInfo): boolean =>
  isDocument(file) || (file.shown && (file.kind !== 'text' || file.size <= longestText))

// Documents of office programs: browsers cannot show them, the server makes a PDF of each that is looked at.
export const isDocument = (file: { kind: string }): boolean =>
  ['word', 'sheet', 'slides', 'office'].includes(file.kind)

// Waits until that PDF can be shown; false when nobody waits any more. One byte tells, and is no taking of the file.
export async function previewed(href: string, over: () => boolean): Promise<boolean> {
  for (let pause = 500; !over(); pause = Math.min(pause * 1.3, 3000)) {
    let reply: Response
    try {
      reply = await fetch(href, { headers: { Range: 'bytes=1-1', 'Accept-Language': calling.language } })
    } catch {
      throw Problem.unreachable()
    }
    if (reply.status === 206 || reply.status === 200) return true
    if (reply.status !== 202)
      throw problemOf(reply.status, reply.headers.get('X-Request-Id'), parsed(await reply.text()))
    await new Promise((next) => setTimeout(next, pause))
  }
  return false
}
