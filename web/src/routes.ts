// Every page: its address, what it is called, and the right that it asks for.
import type { RouteRecordRaw } from 'vue-router'

import type { Right } from './accounts/types'
import { assignments } from './assignments/routes'
import AreaHome from './balance/AreaHome.vue'
import HomeRedirect from './balance/HomeRedirect.vue'
import { classroom } from './classroom/routes'
import { sharing } from './routes-sharing'
import { tools } from './tools/routes'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    right?: Right
    bare?: boolean // without navigation: sign-in
  }
}

export const routes: RouteRecordRaw[] = [
  { path: '/', component: HomeRedirect },
  { path: '/areas', component: () => import('./balance/AreasPage.vue'), meta: { title: 'nav.areas' } },
  { path: '/d/:area', component: AreaHome, meta: { title: 'nav.home' } },
  {
    path: '/d/:area/near',
    component: () => import('./home/NearPage.vue'),
    meta: { title: 'near.title' },
  },
  {
    path: '/d/:area/schools',
    component: () => import('./registry/SchoolsPage.vue'),
    meta: { title: 'nav.schools' },
  },
  {
    path: '/d/:area/groups',
    component: () => import('./groups/GroupsPage.vue'),
    meta: { title: 'nav.groups' },
  },
  {
    path: '/d/:area/balance/:code?',
    component: () => import('./balance/BalancePage.vue'),
    meta: { title: 'nav.balance' },
  },
  {
    path: '/d/:area/what-if',
    component: () => import('./balance/WhatIfPage.vue'),
    meta: { title: 'nav.whatIf', right: 'plan' },
  },
  {
    path: '/schools/:id',
    component: () => import('./registry/SchoolPage.vue'),
    meta: { title: 'nav.schools' },
  },
  {
    path: '/groups/:id',
    component: () => import('./groups/GroupPage.vue'),
    meta: { title: 'nav.groups' },
  },
  {
    path: '/groups/:id/unity',
    component: () => import('./unity/UnityPage.vue'),
    meta: { title: 'unity.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/council',
    component: () => import('./council/CouncilPage.vue'),
    meta: { title: 'council.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/council/:meeting',
    component: () => import('./council/MeetingPage.vue'),
    meta: { title: 'council.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/bookings',
    component: () => import('./bookings/BookingsPage.vue'),
    meta: { title: 'bookings.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/joint',
    component: () => import('./joint/JointPage.vue'),
    meta: { title: 'joint.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/evaluations',
    component: () => import('./evaluation/GroupEvaluationsPage.vue'),
    meta: { title: 'evaluation.title', right: 'group_read' },
  },
  {
    path: '/d/:area/evaluations',
    component: () => import('./evaluation/DistrictEvaluationsPage.vue'),
    meta: { title: 'evaluation.districtTitle', right: 'group_run' },
  },
  {
    path: '/evaluations/:id',
    component: () => import('./evaluation/EvaluationPage.vue'),
    meta: { title: 'evaluation.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/centres',
    component: () => import('./centres/CentresPage.vue'),
    meta: { title: 'centres.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/charter',
    component: () => import('./charter/CharterPage.vue'),
    meta: { title: 'charter.title', right: 'group_read' },
  },
  {
    path: '/groups/:id/charter/:version',
    component: () => import('./charter/VersionPage.vue'),
    meta: { title: 'charter.title', right: 'group_read' },
  },
  {
    path: '/ranks',
    component: () => import('./ladder/MyRanksPage.vue'),
    meta: { title: 'ladder.mine', right: 'self' },
  },
  {
    path: '/ranks/calls/:id',
    component: () => import('./ladder/CallPage.vue'),
    meta: { title: 'ladder.title', right: 'people_decide' },
  },
  {
    path: '/ranks/open/:id',
    component: () => import('./ladder/OpenCallPage.vue'),
    meta: { title: 'ladder.mine', right: 'self' },
  },
  {
    path: '/ranks/panels/:id',
    component: () => import('./ladder/DeskPage.vue'),
    meta: { title: 'ladder.papers', right: 'self' },
  },
  {
    path: '/ranks/panels/:id/:paper',
    component: () => import('./ladder/PaperPage.vue'),
    meta: { title: 'ladder.papers', right: 'self' },
  },
  {
    path: '/ranks/notices/:id',
    component: () => import('./ladder/NoticePage.vue'),
    meta: { title: 'ladder.notices', right: 'self' },
  },
  {
    path: '/ranks/:org',
    component: () => import('./ladder/OrgRanksPage.vue'),
    meta: { title: 'ladder.title', right: 'people_develop' },
  },
  {
    path: '/exchange',
    component: () => import('./exchange/MyExchangePage.vue'),
    meta: { title: 'exchange.title', right: 'self' },
  },
  {
    path: '/exchange/plans/:id',
    component: () => import('./exchange/PlanPage.vue'),
    meta: { title: 'exchange.tabs.plans', right: 'exchange_plan' },
  },
  {
    path: '/exchange/secondments/:id',
    component: () => import('./exchange/SecondmentPage.vue'),
    meta: { title: 'exchange.title', right: 'people_decide' },
  },
  {
    path: '/exchange/:org',
    component: () => import('./exchange/OrgExchangePage.vue'),
    meta: { title: 'exchange.title', right: 'people_decide' },
  },
  {
    path: '/imports',
    component: () => import('./imports/ImportsPage.vue'),
    meta: { title: 'nav.imports', right: 'import_run' },
  },
  {
    path: '/imports/:id',
    component: () => import('./imports/ImportPage.vue'),
    meta: { title: 'nav.imports', right: 'import_run' },
  },
  {
    path: '/accounts',
    component: () => import('./accounts/AccountsPage.vue'),
    meta: { title: 'nav.accounts', right: 'accounts_manage' },
  },
  {
    path: '/sign-in-providers',
    component: () => import('./accounts/ProvidersPage.vue'),
    meta: { title: 'ways.providers', right: 'operate' },
  },
  {
    path: '/audit',
    component: () => import('./accounts/AuditPage.vue'),
    meta: { title: 'nav.audit', right: 'audit_read' },
  },
  {
    path: '/today',
    component: () => import('./home/TodayPage.vue'),
    meta: { title: 'calendar.mine', right: 'self' },
  },
  {
    path: '/training',
    component: () => import('./training/MyTrainingPage.vue'),
    meta: { title: 'training.mine', right: 'self' },
  },
  {
    path: '/training/:org',
    component: () => import('./training/OrgTrainingPage.vue'),
    meta: { title: 'training.title', right: 'register_read' },
  },
  {
    path: '/training/:org/offers/:offer',
    component: () => import('./training/OfferPage.vue'),
    meta: { title: 'training.title', right: 'people_develop' },
  },
  {
    path: '/check',
    component: () => import('./training/CheckPage.vue'),
    meta: { title: 'training.checkTitle', bare: true },
  },
  {
    path: '/portfolio',
    component: () => import('./portfolio/PortfolioPage.vue'),
    meta: { title: 'portfolio.mine', right: 'self' },
  },
  {
    path: '/people/:id/portfolio',
    component: () => import('./portfolio/PortfolioPage.vue'),
    meta: { title: 'portfolio.teachers', right: 'self' },
  },
  {
    path: '/teachers/:org',
    component: () => import('./portfolio/TeachersPage.vue'),
    meta: { title: 'portfolio.teachers', right: 'people_develop' },
  },
  {
    path: '/files',
    component: () => import('./files/FilesPage.vue'),
    meta: { title: 'files.title', right: 'operate' },
  },
  {
    path: '/mail',
    component: () => import('./mail/MailPage.vue'),
    meta: { title: 'mail.title', right: 'operate' },
  },
  ...['confirm', 'off'].map((what) => ({
    path: `/mail/${what}`,
    component: () => import('./mail/MailLinkPage.vue'),
    meta: { title: 'mail.title', bare: true },
  })),
  {
    path: '/staffing/:org',
    component: () => import('./staffing/StaffingPage.vue'),
    meta: { title: 'staffing.title', right: 'people_develop' },
  },
  {
    path: '/mentoring',
    component: () => import('./mentoring/MinePage.vue'),
    meta: { title: 'mentoring.mine', right: 'self' },
  },
  {
    path: '/mentoring/pairs/:pair',
    component: () => import('./mentoring/PairPage.vue'),
    meta: { title: 'mentoring.title', right: 'self' },
  },
  {
    path: '/mentoring/services/:service',
    component: () => import('./mentoring/ServicePage.vue'),
    meta: { title: 'mentoring.service', right: 'self' },
  },
  {
    path: '/mentoring/:org',
    component: () => import('./mentoring/OrgPage.vue'),
    meta: { title: 'mentoring.title', right: 'people_develop' },
  },
  {
    path: '/mentoring/:org/pairs/:pair',
    component: () => import('./mentoring/PairPage.vue'),
    meta: { title: 'mentoring.title', right: 'people_develop' },
  },
  {
    path: '/mentoring/:org/services/:service',
    component: () => import('./mentoring/ServicePage.vue'),
    meta: { title: 'mentoring.service', right: 'people_develop' },
  },
  {
    path: '/rights',
    component: () => import('./accounts/RightsPage.vue'),
    meta: { title: 'nav.rights', right: 'audit_read' },
  },
  {
    path: '/account',
    component: () => import('./accounts/AccountPage.vue'),
    meta: { title: 'nav.account', right: 'self' },
  },
  {
    path: '/sign-in',
    component: () => import('./accounts/SignInPage.vue'),
    meta: { title: 'signIn.title', bare: true },
  },
  {
    path: '/link',
    component: () => import('./accounts/LinkPage.vue'),
    meta: { title: 'signIn.title', bare: true },
  },
  ...assignments,
  ...sharing,
  ...classroom,
  ...tools,
  {
    path: '/:rest(.*)*',
    component: () => import('./shared/NotFoundPage.vue'),
    meta: { title: 'notFound.title' },
  },
]
