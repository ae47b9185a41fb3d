// The rooms about teachers as the navigation shows them: one's own first, then those of the place one looks after.
import {
  Bowl,
  EditPen,
  Files,
  Guide,
  Medal,
  Notebook,
  Reading,
  SetUp,
  Sort,
  Switch,
  Tickets,
  TrendCharts,
  TrophyBase,
  User,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

import { can, session } from '../accounts/session'
import type { Role } from '../accounts/types'

export interface TeacherRoom {
  to: string
  title: string
  icon: Component
  here: RegExp // addresses that belong to it
}

const works: Role[] = ['principal', 'subject_leader', 'homeroom_teacher', 'teacher']
const develops: Role[] = ['district_officer', 'group_president', 'centre_head', 'principal']

const own: TeacherRoom[] = [
  { to: '/portfolio', title: 'portfolio.mine', icon: TrophyBase, here: /^\/portfolio$/ },
  { to: '/training', title: 'training.mine', icon: Reading, here: /^\/training$/ },
  {
    to: '/ranks',
    title: 'ladder.mine',
    icon: Medal,
    here: /^\/ranks($|\/(open|panels|notices)\/)/,
  },
  {
    to: '/mentoring',
    title: 'mentoring.mine',
    icon: Guide,
    here: /^\/mentoring($|\/(pairs|services)\/)/,
  },
  {
    to: '/assignments',
    title: 'assignments.mine',
    icon: EditPen,
    here: /^\/(assignments|questions)/,
  },
  { to: '/clubs', title: 'offerings.myClubs', icon: Tickets, here: /^\/clubs/ },
  { to: '/observations', title: 'development.observations', icon: Notebook, here: /^\/observations/ },
  { to: '/care-duty', title: 'care.myDuty', icon: Bowl, here: /^\/care-duty/ },
  { to: '/resources', title: 'resources.mine', icon: Files, here: /^\/resources/ },
  { to: '/exchange', title: 'exchange.mine', icon: Switch, here: /^\/exchange$/ },
]
const ofPlace = (org: string): TeacherRoom[] => [
  {
    to: `/teachers/${org}`,
    title: 'portfolio.teachers',
    icon: User,
    here: /^\/(teachers\/|people\/)/,
  },
  {
    to: `/training/${org}`,
    title: 'training.title',
    icon: Notebook,
    here: new RegExp(`^/training/${org}`),
  },
  {
    to: `/ranks/${org}`,
    title: 'ladder.title',
    icon: TrendCharts,
    here: new RegExp(`^/ranks/(${org}|calls/)`),
  },
  {
    to: `/mentoring/${org}`,
    title: 'mentoring.title',
    icon: User,
    here: new RegExp('^/mentoring/(?!pairs/|services/)'),
  },
  {
    to: `/staffing/${org}`,
    title: 'staffing.title',
    icon: SetUp,
    here: /^\/staffing\//,
  },
  {
    to: `/exchange/${org}`,
    title: 'exchange.title',
    icon: Sort,
    here: new RegExp(`^/exchange/(${org}|plans/|secondments/)`),
  },
]

// `area`: the district that the page is about, for who has no organisation of their own.
export function teacherRooms(area: string | undefined): TeacherRoom[] {
  const posts = session.value.posts
  const place = posts.find((one) => one.org && develops.includes(one.role))?.org
  const org = place ?? (can('people_develop') ? area : undefined)
  return [...(posts.some((one) => works.includes(one.role)) ? own : []), ...(org ? ofPlace(org) : [])]
}
