// A school that somebody works at, as a front door needs it: itself, and the groups it is in today.
import { computed } from 'vue'

import * as registry from '../registry/api'
import { holdsOn } from '../registry/members'
import { load } from '../shared/load'
import { standIn } from '../shared/place'

export function ownSchool(id: () => string) {
  const today = new Date().toISOString().slice(0, 10)
  const { value: school } = load(id, (one) => registry.school(one))
  standIn(() => school.value)
  const groups = computed(() => (school.value?.groups ?? []).filter((one) => holdsOn(one, today)))
  return { school, groups, today }
}
