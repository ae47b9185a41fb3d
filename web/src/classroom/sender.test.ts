import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { loudness, refusalOf, supportedKind } from './recording'
import { letGo, pause, Sender, type Recorder, type SendView, type Socket } from './sender'

class FakeSocket implements Socket {
  sent: Blob[] = []
  closed = false
  bufferedAmount = 0
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  send(data: Blob) {
    this.sent.push(data)
  }
  close() {
    this.closed = true
  }
  says(what: object) {
    this.onmessage?.({ data: JSON.stringify(what) })
  }
}
class FakeRecorder implements Recorder {
  state = 'inactive'
  ondataavailable: Recorder['ondataavailable'] = null
  onerror: Recorder['onerror'] = null
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.gives(7)
  }
  gives(bytes: number) {
    this.ondataavailable?.({ data: new Blob([new Uint8Array(bytes)]) })
  }
}

function made() {
  const sockets: FakeSocket[] = []
  const recorders: FakeRecorder[] = []
  const views: SendView[] = []
  let now = 0
  const sender = new Sender({
    open: () => (sockets.push(new FakeSocket()), sockets.at(-1)!),
    record: () => (recorders.push(new FakeRecorder()), recorders.at(-1)!),
    bits: 2_000_000,
    why: async () => ({ zh: '关了', en: 'off' }),
    changed: (view) => views.push(view),
    now: () => (now += 250),
  })
  return { sender, sockets, recorders, view: () => views.at(-1)! }
}

describe('a sender', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('records when it was accepted, and tells what was kept', () => {
    const { sender, sockets, recorders, view } = made()
    sender.start()
    expect(view().state).toBe('connecting')
    expect(recorders).toHaveLength(0)
    sockets[0]!.says({ what: 'accepted' })
    expect(view().state).toBe('sending')
    for (let i = 0; i < 12; ++i) recorders[0]!.gives(62_500)
    expect(sockets[0]!.sent).toHaveLength(12)
    expect(view().bits).toBeGreaterThan(1_900_000)
    expect(view().bits).toBeLessThan(2_300_000)
    sockets[0]!.says({ what: 'kept', seconds: 2.5 })
    expect(view().kept).toBe(2.5)
  })
  it('sends the last piece before it stops', () => {
    const { sender, sockets, recorders, view } = made()
    sender.start()
    sockets[0]!.says({ what: 'accepted' })
    sender.stop()
    expect(recorders[0]!.state).toBe('inactive')
    expect(sockets[0]!.sent.at(-1)!.size).toBe(7)
    expect(sockets[0]!.closed).toBe(true)
    expect(view().state).toBe('idle')
  })
  it('comes again by itself with a new recorder', () => {
    const { sender, sockets, recorders, view } = made()
    sender.start()
    sockets[0]!.says({ what: 'accepted' })
    sockets[0]!.says({ what: 'kept', seconds: 10 })
    sockets[0]!.onclose?.({ code: 1006 })
    expect(view().state).toBe('waiting')
    vi.advanceTimersByTime(pause(0))
    sockets[1]!.says({ what: 'accepted' })
    sockets[1]!.says({ what: 'kept', seconds: 2 })
    expect(recorders).toHaveLength(2)
    expect(view()).toMatchObject({ state: 'sending', kept: 12 })
  })
  it('gives up a connection that does not carry it', () => {
    const { sender, sockets, recorders } = made()
    sender.start()
    sockets[0]!.says({ what: 'accepted' })
    sockets[0]!.bufferedAmount = 1_100_000
    recorders[0]!.gives(100)
    expect(sockets[0]!.sent).toHaveLength(0)
    expect(sockets[0]!.closed).toBe(true)
  })
  it('tells why it was refused, and tries again only where that helps', () => {
    const { sender, sockets, view } = made()
    sender.start()
    sockets[0]!.says({ what: 'refused', why: { zh: '被占用', en: 'taken' } })
    sockets[0]!.onclose?.({ code: 4000 })
    expect(view()).toMatchObject({ state: 'waiting', why: { en: 'taken' } })
    vi.advanceTimersByTime(pause(0))
    sockets[1]!.says({ what: 'accepted' })
    expect(view().why).toBeNull()
    sockets[1]!.says({ what: 'refused', why: { zh: '不行', en: 'unfit' } })
    sockets[1]!.onclose?.({ code: letGo })
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(2)
    expect(view()).toMatchObject({ state: 'refused', why: { en: 'unfit' } })
  })
  it('asks why a connection was not taken', async () => {
    const { sender, sockets, view } = made()
    sender.start()
    sockets[0]!.onclose?.({ code: 1006 })
    await vi.advanceTimersByTimeAsync(0)
    expect(view()).toMatchObject({ state: 'waiting', why: { en: 'off' } })
    sender.stop()
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })
})

describe('recording', () => {
  it('asks for H.264 in Matroska first, and for nothing that cannot be kept', () => {
    expect(supportedKind(() => true)).toBe('video/x-matroska;codecs=avc1,opus')
    expect(supportedKind((one) => one.includes('h264'))).toBe('video/webm;codecs=h264,opus')
    expect(supportedKind((one) => one.includes('vp8'))).toBeNull()
  })
  it('names why a device was not given', () => {
    expect(refusalOf(new DOMException('', 'NotAllowedError'))).toBe('denied')
    expect(refusalOf(new DOMException('', 'NotFoundError'))).toBe('none')
    expect(refusalOf(new DOMException('', 'NotReadableError'))).toBe('taken')
    expect(refusalOf('x')).toBe('other')
  })
  it('shows silence as nothing and a full tone as all', () => {
    expect(loudness(new Float32Array(100))).toBe(0)
    expect(loudness(new Float32Array(100).fill(1))).toBeCloseTo(1)
    expect(loudness(new Float32Array(100).fill(0.03))).toBeCloseTo(0.49, 1)
  })
})
