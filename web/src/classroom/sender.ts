// Sender: what a browser records goes to the lesson over a WebSocket, and begins anew by itself when the network was
// away: a new connection and a new recorder, whose recording the server keeps as a part of its own. Knows no page; the
// socket and the recorder are given, so that tests can play both.
import type { Words } from '../shared/types'

export type SendState =
  | 'idle'
  | 'connecting'
  | 'sending'
  | 'waiting' // for the network, or for the server to take it; tries again by itself
  | 'refused' // trying again is no use

export interface SendView {
  state: SendState
  bits: number // a second, of late
  kept: number // seconds that the server has kept since start()
  why: Words | null // it is not sending, or was refused
}

export interface Recorder {
  start(timeslice: number): void
  stop(): void
  readonly state: string
  ondataavailable: ((event: { data: Blob }) => void) | null
  onerror: ((event: unknown) => void) | null
}
export interface Socket {
  send(data: Blob): void
  close(code?: number): void
  readonly bufferedAmount: number
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export const slice = 250 // milliseconds of one piece
export const letGo = 4001 // close code: what is sent cannot be kept, or somebody stopped it
const behindMost = 4 // seconds of media that wait to be sent; more: the network does not carry it
const window = 5_000 // milliseconds over which the bit rate is measured
export const pause = (tries: number) => Math.min(1000 * 2 ** tries, 8000)

interface Around {
  open: () => Socket
  record: () => Recorder
  bits: number // that the recorder was asked for
  why: () => Promise<Words | null> // the server did not take the connection
  changed: (view: SendView) => void
  now: () => number
}

export class Sender {
  private readonly around: Around
  private view: SendView = { state: 'idle', bits: 0, kept: 0, why: null }
  private socket: Socket | null = null
  private recorder: Recorder | null = null
  private sent: { at: number; bytes: number }[] = []
  private before = 0 // seconds kept over earlier connections
  private tries = 0
  private timer = 0
  private wanted = false

  constructor(around: Around) {
    this.around = around
  }

  start() {
    if (this.wanted) return
    this.wanted = true
    this.before = 0
    this.tries = 0
    this.show({ kept: 0, why: null })
    this.connect()
  }

  stop() {
    this.wanted = false
    clearTimeout(this.timer)
    const socket = this.socket
    this.socket = null
    this.endRecorder(socket)
    this.show({ state: 'idle', bits: 0, why: null })
  }

  private show(part: Partial<SendView>) {
    this.view = { ...this.view, ...part }
    this.around.changed(this.view)
  }

  private connect() {
    const socket = this.around.open()
    let accepted = false
    this.socket = socket
    this.show({ state: this.tries ? 'waiting' : 'connecting' })
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket || typeof data !== 'string') return
      const told = JSON.parse(data) as { what: string; seconds?: number; why?: Words }
      if (told.what === 'accepted') {
        accepted = true
        this.tries = 0
        this.begin(socket)
      } else if (told.what === 'kept') {
        this.show({ kept: this.before + (told.seconds ?? 0) })
      } else if (told.what === 'refused') {
        this.show({ why: told.why ?? null })
        accepted = true // and told why
      }
    }
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return
      this.socket = null
      this.endRecorder(null)
      this.before = this.view.kept
      if (code === letGo) {
        this.wanted = false
        return this.show({ state: 'refused', bits: 0 })
      }
      this.show({ state: 'waiting', bits: 0 })
      this.timer = setTimeout(() => this.wanted && this.connect(), pause(this.tries++)) as unknown as number
      if (!accepted) void this.around.why().then((why) => this.view.state === 'waiting' && this.show({ why }))
    }
  }

  private begin(socket: Socket) {
    let recorder: Recorder
    try {
      recorder = this.around.record()
    } catch (error) {
      this.stop()
      const text = String(error)
      return this.show({ state: 'refused', why: { zh: text, en: text } })
    }
    this.recorder = recorder
    this.sent = []
    recorder.ondataavailable = ({ data }) => {
      if (this.socket !== socket || !data.size) return
      if (socket.bufferedAmount > (this.around.bits / 8) * behindMost) return socket.close()
      socket.send(data)
      this.measure(data.size)
    }
    recorder.onerror = () => socket.close()
    recorder.start(slice)
    this.show({ state: 'sending', why: null })
  }

  // The last piece comes when a recorder is stopped, and is sent before its socket closes.
  private endRecorder(socket: Socket | null) {
    const recorder = this.recorder
    this.recorder = null
    if (!recorder || recorder.state === 'inactive') return socket?.close()
    recorder.ondataavailable = ({ data }) => {
      if (data.size) socket?.send(data)
      socket?.close()
    }
    recorder.stop()
  }

  private measure(bytes: number) {
    const now = this.around.now()
    this.sent.push({ at: now, bytes })
    this.sent = this.sent.filter((one) => one.at > now - window)
    const sum = this.sent.reduce((all, one) => all + one.bytes, 0)
    const lasted = Math.max(now - this.sent[0]!.at, 1000)
    this.show({ bits: Math.round((sum * 8000) / lasted) })
  }
}
