// load(): fetches what a page shows, again whenever what it depends on changes. The latest question wins; an answer to
// an older one is dropped. What was shown stays while the next answer is under way.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

import { Problem } from './problem'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

// `ask` returns null when there is nothing to ask yet.
export function load<K, T>(key: () => K, ask: (key: K) => Promise<T> | null): Loaded<T> {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let turn = 0

  async function reload() {
    const mine = ++turn
    const asked = ask(key())
    if (!asked) {
      value.value = null
      loading.value = false
      return
    }
    loading.value = true
    try {
      const got = await asked
      if (mine !== turn) return
      value.value = got
      problem.value = null
    } catch (error) {
      if (mine !== turn) return
      value.value = null
      problem.value = Problem.of(error)
    }
    loading.value = false
  }

  watch(() => JSON.stringify(key()), reload, { immediate: true })
  onScopeDispose(() => turn++)
  return { value, problem, loading, reload }
}
