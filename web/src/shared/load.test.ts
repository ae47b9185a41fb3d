import { effectScope, nextTick, ref } from 'vue'
import { describe, expect, it } from 'vitest'

import { load } from './load'
import { Problem } from './problem'

const settle = async () => {
  await nextTick()
  await new Promise((done) => setTimeout(done, 0))
}

describe('load', () => {
  it('shows the answer to the latest question, whichever comes last', async () => {
    const answers: Record<string, (value: string) => void> = {}
    const key = ref('a')
    const scope = effectScope()
    const loaded = scope.run(() =>
      load(
        () => key.value,
        (asked) => new Promise<string>((done) => (answers[asked] = done)),
      ),
    )!
    key.value = 'b'
    await settle()
    answers['b']?.('second')
    await settle()
    answers['a']?.('first')
    await settle()
    expect(loaded.value.value).toBe('second')
    expect(loaded.loading.value).toBe(false)
    scope.stop()
  })

  it('keeps a problem until an answer comes', async () => {
    let fails = true
    const scope = effectScope()
    const loaded = scope.run(() =>
      load(
        () => 0,
        () => (fails ? Promise.reject(new Problem(503, { detail: 'busy' })) : Promise.resolve('fine')),
      ),
    )!
    await settle()
    expect(loaded.problem.value?.status).toBe(503)
    expect(loaded.value.value).toBeNull()
    fails = false
    await loaded.reload()
    expect(loaded.problem.value).toBeNull()
    expect(loaded.value.value).toBe('fine')
    scope.stop()
  })
})
