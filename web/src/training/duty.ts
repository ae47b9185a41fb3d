// The duty's words: kinds and levels as the server has them, asked for once.
import { shallowRef } from 'vue'

import { heading } from '../shared/i18n'
import * as api from './api'
import type { DutyBook } from './types'

const book = shallowRef<DutyBook | null>(null)
let asked = false

export function useDuty() {
  if (!asked) {
    asked = true
    api
      .duties()
      .then((got) => (book.value = got))
      .catch(() => (asked = false))
  }
  const word = (list: 'kinds' | 'levels', code: string) =>
    heading(book.value?.[list].find((one) => one.code === code)?.name) || code
  return {
    book,
    kind: (code: string) => word('kinds', code),
    level: (code: string) => word('levels', code),
  }
}
