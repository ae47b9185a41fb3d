// Every page: its address, what it is called, and the right that it asks for.
import type { RouteRecordRaw } from 'vue-router'

import type { Right } from './accounts/types'
import AreaHome from './balance/AreaHome.vue'
import HomeRedirect from './balance/HomeRedirect.vue'

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
    path: '/groups/:id/calendar',
    component: () => import('./calendar/GroupCalendarPage.vue'),
    meta: { title: 'calendar.title', right: 'group_read' },
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
  {
    path: '/:rest(.*)*',
    component: () => import('./shared/NotFoundPage.vue'),
    meta: { title: 'notFound.title' },
  },
]
