// The pages of open classes.
import type { RouteRecordRaw } from 'vue-router'

export const classroom: RouteRecordRaw[] = [
  {
    path: '/classroom',
    component: () => import('./ClassroomPage.vue'),
    meta: { title: 'classroom.title', right: 'self' },
  },
  {
    path: '/open-classes',
    component: () => import('./OpenClassesPage.vue'),
    meta: { title: 'classroom.publicTitle' },
  },
  {
    path: '/classroom/series/:id',
    component: () => import('./SeriesPage.vue'),
    meta: { title: 'classroom.seriesShort' },
  },
  {
    path: '/classroom/of/:org',
    component: () => import('./OrgLessonsPage.vue'),
    meta: { title: 'classroom.manage', right: 'library_review' },
  },
  {
    path: '/live',
    component: () => import('./LiveSourcesPage.vue'),
    meta: { title: 'live.title', right: 'operate' },
  },
  {
    path: '/classroom/:id/broadcast',
    component: () => import('./BroadcastPage.vue'),
    meta: { title: 'broadcast.title', right: 'self' },
  },
  {
    path: '/classroom/:id',
    component: () => import('./LessonPage.vue'),
    meta: { title: 'classroom.title' },
  },
]
