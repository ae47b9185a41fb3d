// Keeps the answers of one paper: what is typed goes to the browser's own memory at once and to the server soon after,
// again and again until the server says that it is on disk. A reload or a lost network loses nothing.
import { reactive, ref, type Ref } from 'vue'

import { Problem } from '../shared/problem'
import type { QuestionAnswer, SavedAnswer } from './types'

export interface KeptItem {
  place: number
  version: number
  answer: QuestionAnswer
}
interface Slot {
  answer: QuestionAnswer
  version: number // on the server, as far as known here
  dirty: boolean
  tried?: string // sent last, without an answer yet
}
type Kept = Record<string, { answer: QuestionAnswer; version: number }>

export interface Keeper {
  state: Ref<'kept' | 'saving' | 'waiting' | 'stopped'>
  problem: Ref<Problem | null> // why it stopped
  clashes: Record<number, KeptItem> // answers that another device changed
  answer: (place: number) => QuestionAnswer
  change: (place: number, answer: QuestionAnswer) => void
  settle: (place: number, mine: boolean) => void
  flush: () => Promise<boolean> // true: everything is on the server
  forget: () => void
  stop: () => void
}

const soon = 700
const patience = [1500, 3000, 6000, 12_000, 30_000] // between tries, in milliseconds

export const nothing = (): QuestionAnswer => ({ chosen: [], blanks: [], matched: [], text: '', files: [] })

// `again`: the answer as the server has it now.
export function keeper(
  paper: string,
  items: KeptItem[],
  send: (place: number, version: number, answer: QuestionAnswer) => Promise<SavedAnswer>,
  again: (place: number) => Promise<KeptItem | undefined>,
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage,
): Keeper {
  const name = `doorstep.paper.${paper}`
  const slots = new Map<number, Slot>()
  const state = ref<'kept' | 'saving' | 'waiting' | 'stopped'>('kept')
  const problem = ref<Problem | null>(null)
  const clashes = reactive<Record<number, KeptItem>>({})
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy: Promise<boolean> | undefined
  let failures = 0

  function remember() {
    const kept: Kept = {}
    for (const [place, one] of slots)
      if (one.dirty) kept[place] = { answer: one.answer, version: one.version }
    try {
      if (Object.keys(kept).length) memory.setItem(name, JSON.stringify(kept))
      else memory.removeItem(name)
    } catch {
      // No room: the server has it in a moment.
    }
  }
  function remembered(): Kept {
    try {
      return JSON.parse(memory.getItem(name) ?? '{}') as Kept
    } catch {
      return {}
    }
  }

  const before = remembered()
  for (const one of items) {
    const had = before[one.place]
    const same = had && JSON.stringify(had.answer) === JSON.stringify(one.answer)
    slots.set(
      one.place,
      had && !same
        ? { answer: had.answer, version: had.version, dirty: true }
        : { answer: one.answer, version: one.version, dirty: false },
    )
  }

  function later(wait: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), wait)
  }

  async function sendOne(place: number, slot: Slot): Promise<void> {
    const answer = slot.answer
    const text = JSON.stringify(answer)
    try {
      const saved = await send(place, slot.version, answer)
      slot.version = saved.version
      delete slot.tried
      if (JSON.stringify(slot.answer) === text) slot.dirty = false
    } catch (error) {
      const why = Problem.of(error)
      if (why.code !== 'newer') {
        slot.tried = text
        throw why
      }
      const now = await again(place)
      if (!now) throw why
      // Our own earlier try arrived, and only its acknowledgement was lost.
      if (slot.tried && JSON.stringify(now.answer) === slot.tried) slot.version = now.version
      else clashes[place] = now
      delete slot.tried
    }
  }

  async function run(): Promise<boolean> {
    const waits = () => [...slots].filter(([place, one]) => one.dirty && !clashes[place])
    try {
      for (let list = waits(); list.length; list = waits()) {
        state.value = 'saving'
        for (const [place, slot] of list) await sendOne(place, slot)
        remember()
      }
      failures = 0
      state.value = Object.keys(clashes).length ? 'waiting' : 'kept'
      return state.value === 'kept'
    } catch (error) {
      remember()
      const why = Problem.of(error)
      // What the server refuses it will refuse again; what did not reach it is sent again.
      if (why.status >= 400 && why.status < 500 && why.status !== 408 && why.status !== 429) {
        state.value = 'stopped'
        problem.value = why
      } else {
        state.value = 'waiting'
        later(patience[Math.min(failures++, patience.length - 1)] ?? soon)
      }
      return false
    }
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    while (busy) await busy
    busy = run().finally(() => (busy = undefined))
    return busy
  }

  if ([...slots.values()].some((one) => one.dirty)) later(0)

  return {
    state,
    problem,
    clashes,
    answer: (place) => slots.get(place)?.answer ?? nothing(),
    change(place, answer) {
      const slot = slots.get(place)
      if (!slot) return
      slot.answer = answer
      slot.dirty = true
      if (state.value === 'kept') state.value = 'saving'
      remember()
      later(soon)
    },
    settle(place, mine) {
      const slot = slots.get(place)
      const now = clashes[place]
      if (!slot || !now) return
      slot.version = now.version
      if (!mine) {
        slot.answer = now.answer
        slot.dirty = false
      }
      delete clashes[place]
      remember()
      void flush()
    },
    flush,
    forget() {
      clearTimeout(timer)
      memory.removeItem(name)
    },
    stop: () => clearTimeout(timer),
  }
}
