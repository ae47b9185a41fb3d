// The pages of assignments: children's, teachers', a school's.
import type { RouteRecordRaw } from 'vue-router'

export const assignments: RouteRecordRaw[] = [
  {
    path: '/homework',
    component: () => import('./WorkPage.vue'),
    meta: { title: 'assignments.work', right: 'self' },
  },
  {
    path: '/homework/:child/:id',
    component: () => import('./PaperPage.vue'),
    meta: { title: 'assignments.work', right: 'self' },
  },
  {
    path: '/assignments',
    component: () => import('./MyAssignmentsPage.vue'),
    meta: { title: 'assignments.mine', right: 'self' },
  },
  {
    path: '/assignments/new',
    component: () => import('./EditorPage.vue'),
    meta: { title: 'assignments.make', right: 'self' },
  },
  {
    path: '/assignments/:id/edit',
    component: () => import('./EditorPage.vue'),
    meta: { title: 'assignments.change', right: 'self' },
  },
  {
    path: '/assignments/:id',
    component: () => import('./AssignmentPage.vue'),
    meta: { title: 'assignments.title', right: 'self' },
  },
  {
    path: '/assignments/:id/classes/:class',
    component: () => import('./ResultsPage.vue'),
    meta: { title: 'assignments.results', right: 'self' },
  },
  {
    path: '/assignments/:id/marking',
    component: () => import('./MarkingPage.vue'),
    meta: { title: 'marking.title', right: 'self' },
  },
  {
    path: '/assignments/:id/mark',
    component: () => import('./MarkPage.vue'),
    meta: { title: 'marking.mark', right: 'self' },
  },
  {
    path: '/questions',
    component: () => import('./BankPage.vue'),
    meta: { title: 'assignments.bank', right: 'self' },
  },
  {
    path: '/schools/:id/assignments',
    component: () => import('./SchoolAssignmentsPage.vue'),
    meta: { title: 'assignments.title', right: 'people_read' },
  },
]
