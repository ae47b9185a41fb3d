// Uploading files that will hang on something: what may be sent, and sending it with progress and a way to stop.
import { address, calling, client, problemOf, take } from './client'
import { Problem } from './problem'
import type { Schemas } from './types'

export type FileInfo = Schemas['FileInfo']
export type FileRules = Schemas['FileRules']

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
): '' | 'empty' | 'large' | 'kind' {
  if (!file.size) return 'empty'
  if (file.size > to.most_bytes) return 'large'
  return to.endings.includes(endingOf(file.name)) ? '' : 'kind'
}

export interface Sending {
  done: Promise<FileInfo>
  cancel: () => void
}

// fetch() tells nothing of how far an upload is; XMLHttpRequest does. A cancelled one is rejected with an AbortError.
export function send(org: string, file: File, progress: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const done = new Promise<FileInfo>((good, bad) => {
    request.open('POST', address('/api/files', { org, name: file.name.normalize('NFC') }))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('Accept-Language', calling.language)
    request.setRequestHeader('X-CSRF-Token', calling.csrf)
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => bad(Problem.unreachable())
    request.onabort = () => bad(new DOMException('', 'AbortError'))
    request.onload = () => {
      let body: unknown
      try {
        body = JSON.parse(request.responseText)
      } catch {
        body = undefined
      }
      if (request.status === 201) good(body as FileInfo)
      else bad(problemOf(request.status, request.getResponseHeader('X-Request-Id'), body))
    }
    request.send(file)
  })
  return { done, cancel: () => request.abort() }
}
