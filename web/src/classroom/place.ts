// Where one may plan open classes, and whose lessons one looks after.
import { computed } from 'vue'

import { can, session } from '../accounts/session'
import type { Role } from '../accounts/types'

const plans: Role[] = [
  'district_officer',
  'group_president',
  'centre_head',
  'principal',
  'subject_leader',
  'homeroom_teacher',
  'teacher',
]
const manages: Role[] = ['district_officer', 'group_president', 'centre_head', 'principal', 'subject_leader']
const works: Role[] = ['principal', 'subject_leader', 'homeroom_teacher', 'teacher']

const orgsOf = (roles: Role[]) => [
  ...new Set(session.value.posts.flatMap((one) => (one.org && roles.includes(one.role) ? [one.org] : []))),
]
// Hosts in whose name one plans, the first being the usual one.
export const hosts = computed(() => (can('library_work') ? orgsOf(plans) : []))
export const managed = computed(() => (can('library_review') ? orgsOf(manages) : []))
// Schools whose classes one signs up.
export const ownSchools = computed(() => orgsOf(works))
