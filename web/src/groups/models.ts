// The models, asked for once a visit.
import { shallowRef } from 'vue'

import * as api from './api'
import type { Model } from './types'

const known = shallowRef<Model[]>([])
let asked = false

export function models(): Model[] {
  if (!asked) {
    asked = true
    api
      .models()
      .then((page) => (known.value = page.items))
      .catch(() => (asked = false))
  }
  return known.value
}

export const modelNamed = (id: string): Model | undefined => models().find((one) => one.id === id)
