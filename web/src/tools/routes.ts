// The pages of outside tools.
import type { RouteRecordRaw } from 'vue-router'

const opening = { title: 'tools.opening', right: 'self' as const }

export const tools: RouteRecordRaw[] = [
  {
    path: '/d/:area/tools',
    component: () => import('./RegisterPage.vue'),
    meta: { title: 'tools.title', right: 'import_run' },
  },
  {
    path: '/d/:area/tools/:tool',
    component: () => import('./ToolPage.vue'),
    meta: { title: 'tools.title', right: 'import_run' },
  },
  {
    path: '/tools',
    component: () => import('./OwnToolsPage.vue'),
    meta: { title: 'tools.title', right: 'self' },
  },
  {
    path: '/tools/:org',
    component: () => import('./OrgToolsPage.vue'),
    meta: { title: 'tools.title', right: 'group_read' },
  },
  {
    path: '/tools/:org/scores/:place/:of',
    component: () => import('./ScoresPage.vue'),
    meta: { title: 'tools.scores', right: 'group_read' },
  },
  { path: '/open/:link', component: () => import('./OpenPage.vue'), meta: opening },
  { path: '/open/choice/:org', component: () => import('./OpenPage.vue'), meta: opening },
  { path: '/open/trial/:area/:tool', component: () => import('./OpenPage.vue'), meta: opening },
]
