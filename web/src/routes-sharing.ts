// The pages of what schools share and what children take part in: library, courses, clubs, care, giving and receiving.
import type { RouteRecordRaw } from 'vue-router'

export const sharing: RouteRecordRaw[] = [
  {
    path: '/d/:area/library',
    component: () => import('./resources/LibraryPage.vue'),
    meta: { title: 'resources.heading' },
  },
  {
    path: '/library/:org',
    component: () => import('./resources/LibraryPage.vue'),
    meta: { title: 'resources.heading' },
  },
  {
    path: '/resources',
    component: () => import('./resources/MyResourcesPage.vue'),
    meta: { title: 'resources.mine', right: 'self' },
  },
  {
    path: '/resources/:id',
    component: () => import('./resources/ResourcePage.vue'),
    meta: { title: 'resources.heading' },
  },
  {
    path: '/d/:area/flows',
    component: () => import('./flows/FlowsPage.vue'),
    meta: { title: 'flows.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/calendar',
    component: () => import('./calendar/GroupCalendarPage.vue'),
    meta: { title: 'calendar.title', right: 'group_read' },
  },
  {
    path: '/children',
    component: () => import('./children/ChildrenPage.vue'),
    meta: { title: 'children.title', right: 'self' },
  },
  {
    path: '/choose',
    component: () => import('./offerings/ChoosePage.vue'),
    meta: { title: 'offerings.choosing', right: 'self' },
  },
  {
    path: '/care',
    component: () => import('./care/OwnCarePage.vue'),
    meta: { title: 'care.heading', right: 'self' },
  },
  {
    path: '/care-duty',
    component: () => import('./care/DutyPage.vue'),
    meta: { title: 'care.myDuty', right: 'self' },
  },
  {
    path: '/care/:school',
    component: () => import('./care/SchoolCarePage.vue'),
    meta: { title: 'care.heading', right: 'people_read' },
  },
  {
    path: '/care/:school/desk',
    component: () => import('./care/CareDeskPage.vue'),
    meta: { title: 'care.desk', right: 'people_read' },
  },
  {
    path: '/care/:school/menus',
    component: () => import('./care/MenusPage.vue'),
    meta: { title: 'care.menus', right: 'people_read' },
  },
  {
    path: '/care/:school/months',
    component: () => import('./care/MonthPage.vue'),
    meta: { title: 'care.months', right: 'people_read' },
  },
  {
    path: '/care/:school/services/:service',
    component: () => import('./care/CareRollPage.vue'),
    meta: { title: 'care.heading', right: 'people_read' },
  },
  {
    path: '/honours',
    component: () => import('./honours/OwnHonoursPage.vue'),
    meta: { title: 'honours.heading', right: 'self' },
  },
  {
    path: '/honours/:school',
    component: () => import('./honours/SchoolHonoursPage.vue'),
    meta: { title: 'honours.heading', right: 'people_read' },
  },
  {
    path: '/showcase/:org',
    component: () => import('./honours/ShowcasePage.vue'),
    meta: { title: 'honours.showcase' },
  },
  {
    path: '/offers/:org',
    component: () => import('./offerings/OnOfferPage.vue'),
    meta: { title: 'offerings.onOffer' },
  },
  {
    path: '/record',
    component: () => import('./development/OwnRecordPage.vue'),
    meta: { title: 'development.heading', right: 'self' },
  },
  {
    path: '/observations',
    component: () => import('./development/ObservePage.vue'),
    meta: { title: 'development.observations', right: 'self' },
  },
  {
    path: '/development/:school',
    component: () => import('./development/SpreadPage.vue'),
    meta: { title: 'development.spread', right: 'register_read' },
  },
  {
    path: '/clubs',
    component: () => import('./offerings/MyClubsPage.vue'),
    meta: { title: 'offerings.myClubs', right: 'self' },
  },
  {
    path: '/clubs/:offering',
    component: () => import('./offerings/ClubPage.vue'),
    meta: { title: 'offerings.myClubs', right: 'self' },
  },
  {
    path: '/clubs/:offering/panel',
    component: () => import('./offerings/PanelPage.vue'),
    meta: { title: 'offerings.candidates', right: 'self' },
  },
  {
    path: '/draws/:round',
    component: () => import('./offerings/PublicDrawPage.vue'),
    meta: { title: 'offerings.publicPage' },
  },
  {
    path: '/courses/:org',
    component: () => import('./courses/CoursesPage.vue'),
    meta: { title: 'courses.title', right: 'group_read' },
  },
  {
    path: '/courses/:org/:course',
    component: () => import('./courses/CoursePage.vue'),
    meta: { title: 'courses.title', right: 'group_read' },
  },
  {
    path: '/flows/:org',
    component: () => import('./flows/FlowsPage.vue'),
    meta: { title: 'flows.title', right: 'group_read' },
  },
  {
    path: '/offerings/:org',
    component: () => import('./offerings/OrgOfferingsPage.vue'),
    meta: { title: 'offerings.title', right: 'offerings_run' },
  },
  {
    path: '/offerings/:org/items/:offering',
    component: () => import('./offerings/OfferingPage.vue'),
    meta: { title: 'offerings.title', right: 'offerings_run' },
  },
  {
    path: '/offerings/:org/items/:offering/club',
    component: () => import('./offerings/ClubPage.vue'),
    meta: { title: 'offerings.attendance', right: 'offerings_run' },
  },
  {
    path: '/offerings/:org/rounds/:round',
    component: () => import('./offerings/RoundPage.vue'),
    meta: { title: 'offerings.rounds', right: 'offerings_run' },
  },
  {
    path: '/retention',
    component: () => import('./children/RetentionPage.vue'),
    meta: { title: 'children.retention', right: 'operate' },
  },
  {
    path: '/code',
    component: () => import('./children/CodePage.vue'),
    meta: { title: 'children.comeTitle', bare: true },
  },
  {
    path: '/notices',
    component: () => import('./notices/NoticesPage.vue'),
    meta: { title: 'notices.title', right: 'self' },
  },
]
