import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Problem } from '../shared/problem'
import { keeper, nothing, type KeptItem } from './keeper'
import type { QuestionAnswer } from './types'

const text = (words: string): QuestionAnswer => ({ ...nothing(), blanks: [words] })

class Memory {
  kept = new Map<string, string>()
  getItem = (name: string) => this.kept.get(name) ?? null
  setItem = (name: string, value: string) => void this.kept.set(name, value)
  removeItem = (name: string) => void this.kept.delete(name)
}

// A server with one answer, which does as the real one.
class Server {
  version = 0
  answer = nothing()
  down = false
  deaf = false // takes the answer, and the acknowledgement is lost
  send = vi.fn(async (place: number, version: number, answer: QuestionAnswer) => {
    if (this.down) throw Problem.unreachable()
    const same = JSON.stringify(answer) === JSON.stringify(this.answer)
    if (!(same && this.version > 0)) {
      if (version !== this.version) throw new Problem(409, { code: 'newer' })
      this.version++
      this.answer = answer
    }
    if (this.deaf) throw Problem.unreachable()
    return { place, version: this.version, at: '' }
  })
  again = async (place: number): Promise<KeptItem> => ({ place, version: this.version, answer: this.answer })
}

describe('answers of a paper', () => {
  let memory: Memory
  let server: Server
  const opened = () =>
    keeper(
      'p',
      [{ place: 1, version: server.version, answer: server.answer }],
      server.send,
      server.again,
      memory,
    )
  beforeEach(() => {
    vi.useFakeTimers()
    memory = new Memory()
    server = new Server()
  })
  afterEach(() => vi.useRealTimers())

  it('go to the server soon, the last one counts', async () => {
    const one = opened()
    one.change(1, text('a'))
    one.change(1, text('ab'))
    expect(memory.kept.size).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.answer.blanks).toEqual(['ab'])
    expect(server.send).toHaveBeenCalledTimes(1)
    expect(one.state.value).toBe('kept')
    expect(memory.kept.size).toBe(0)
  })

  it('wait for a lost network and survive a reload', async () => {
    server.down = true
    const one = opened()
    one.change(1, text('a'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(one.state.value).toBe('waiting')
    one.stop()
    server.down = false
    const reloaded = opened()
    expect(reloaded.answer(1).blanks).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(10)
    expect(server.answer.blanks).toEqual(['a'])
    expect(reloaded.state.value).toBe('kept')
  })

  it('are sent again by themselves', async () => {
    server.down = true
    const one = opened()
    one.change(1, text('a'))
    await vi.advanceTimersByTimeAsync(5000)
    server.down = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.answer.blanks).toEqual(['a'])
    expect(one.state.value).toBe('kept')
  })

  it('are not taken for another device’s when an acknowledgement was lost', async () => {
    server.deaf = true
    const one = opened()
    one.change(1, text('a'))
    await vi.advanceTimersByTimeAsync(1000)
    server.deaf = false
    one.change(1, text('b'))
    expect(await one.flush()).toBe(true)
    expect(server.answer.blanks).toEqual(['b'])
    expect(one.clashes).toEqual({})
  })

  it('that another device changed are asked about', async () => {
    const one = opened()
    server.version = 4
    server.answer = text('other')
    one.change(1, text('mine'))
    expect(await one.flush()).toBe(false)
    expect(one.clashes[1]?.answer.blanks).toEqual(['other'])
    one.settle(1, true)
    expect(await one.flush()).toBe(true)
    expect(server.answer.blanks).toEqual(['mine'])

    server.version = 9
    server.answer = text('other')
    one.change(1, text('mine again'))
    await one.flush()
    one.settle(1, false)
    expect(await one.flush()).toBe(true)
    expect(one.answer(1).blanks).toEqual(['other'])
  })

  it('that are refused stop, and stay in the browser', async () => {
    server.send.mockRejectedValue(new Problem(409, { code: 'closed' }))
    const one = opened()
    one.change(1, text('a'))
    expect(await one.flush()).toBe(false)
    expect(one.state.value).toBe('stopped')
    expect(one.problem.value?.code).toBe('closed')
    expect(memory.kept.size).toBe(1)
    one.forget()
    expect(memory.kept.size).toBe(0)
  })
})
