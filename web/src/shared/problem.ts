// Problem: why a call of the API failed, as its problem details (RFC 9457) say it, in both languages.
import type { Words } from './types'

interface Details {
  title?: string
  detail?: string
  status?: number
  code?: string
  request_id?: string
  texts?: Words
  errors?: { field: string; detail: string; texts?: Words }[]
}

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly title: string
  readonly texts: Words
  readonly fields: { field: string; texts: Words }[]

  constructor(status: number, details: Details) {
    super(details.detail ?? details.title ?? `HTTP ${status}`)
    this.status = status
    this.code = details.code ?? ''
    this.requestId = details.request_id ?? ''
    this.title = details.title ?? ''
    this.texts = details.texts ?? { zh: this.message, en: this.message }
    this.fields = (details.errors ?? []).map((one) => ({
      field: one.field,
      texts: one.texts ?? { zh: one.detail, en: one.detail },
    }))
  }

  // Of a page that is read by its address: there is nothing at it, or it is no address.
  get misaddressed(): boolean {
    return this.status === 404 || this.status === 422
  }

  static unreachable(): Problem {
    return new Problem(0, {
      code: 'unreachable',
      texts: {
        zh: '连不上服务器，请检查网络后重试',
        en: 'The server cannot be reached; check the network and try again',
      },
    })
  }

  static of(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem(0, { detail: String(error) })
  }
}
