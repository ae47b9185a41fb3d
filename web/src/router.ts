import { createRouter, createWebHistory } from 'vue-router'

import { can, session, signedIn } from './accounts/session'
import { routes } from './routes'
import { i18n } from './shared/i18n'
import { org } from './shared/org'
import { areaOf, landing, rememberArea } from './shared/place'

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach((to) => {
  if (session.value.must_set_password && to.path !== '/link') return { path: '/link', query: to.query }
  if (session.value.must_set_second_factor && to.path !== '/account') return { path: '/account' }
  if (to.path === '/') {
    // Who works at a school or in a group begins with the own day; who looks after districts, with the district.
    const first = session.value.posts[0]?.role
    if (signedIn.value && (first === 'guardian' || first === 'student')) return { path: '/children' }
    if (signedIn.value && first && first !== 'administrator' && first !== 'district_officer')
      return { path: '/today' }
    // The person's own district, or else the school at the visitor's doorstep in the place seen last, or else the first with returns.
    const area = landing(session.value.posts.find((one) => one.org)?.org ?? null)
    if (area) return { path: signedIn.value ? `/d/${area.id}` : `/d/${area.id}/near`, query: to.query }
  }
  const right = to.meta.right
  if (right && !can(right) && !signedIn.value) return { path: '/sign-in', query: { next: to.fullPath } }
  return true
})

router.afterEach((to) => {
  const area = String(to.params.area ?? '')
  if (areaOf(area)) rememberArea(area)
  // A school's or a group's page stands in its district.
  if (to.params.org)
    void org(String(to.params.org)).then(
      (one) => one.district_id && rememberArea(one.district_id),
      () => undefined, // the page says so itself
    )
  const title = to.meta.title ? i18n.global.t(to.meta.title) : ''
  document.title = title ? `${title} · Doorstep` : 'Doorstep'
})
