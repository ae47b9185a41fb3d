// The minutes pass: for pages on which something begins by itself.
import { onScopeDispose, ref } from 'vue'

export function useClock() {
  const minute = ref(Math.floor(Date.now() / 60_000))
  const timer = setInterval(() => (minute.value = Math.floor(Date.now() / 60_000)), 5_000)
  onScopeDispose(() => clearInterval(timer))
  return { minute }
}
