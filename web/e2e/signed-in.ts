// Journeys of somebody who is signed in, on the server that start.ts made.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type APIRequestContext, type Browser, type Page } from '@playwright/test'

import { password } from './start'

interface Area {
  id: string
  name: string
  kind: string
  schools: number
  groups: number
}

export const test = base.extend<{ areas: Area[] }>({
  // Options are read when a journey begins: the environment is filled by then.
  baseURL: async ({}, use) => use(process.env.DOORSTEP_URL),
  storageState: async ({}, use) => use(JSON.parse(readFileSync(process.env.DOORSTEP_STATE ?? '', 'utf8'))),
  areas: async ({ request }, use) => {
    const reply = await request.get('/api/areas')
    await use((await reply.json()).items)
  },
})
export { expect }

export const generated = (areas: Area[]) =>
  areas.filter((one) => one.kind === 'district').sort((a, b) => b.groups - a.groups)[0]!
export const region = (areas: Area[]) =>
  areas.filter((one) => one.kind === 'region').sort((a, b) => b.schools - a.schools)[0]!

interface Group {
  id: string
  name: string
  model: string
  schools: number
}

// Of the generated district, the largest first.
export async function groupsOf(request: APIRequestContext, areas: Area[]): Promise<Group[]> {
  const reply = await request.get(`/api/groups?district=${generated(areas).id}`)
  return ((await reply.json()).items as Group[]).sort((a, b) => b.schools - a.schools)
}
export const largestGroup = async (request: APIRequestContext, areas: Area[]): Promise<Group> =>
  (await groupsOf(request, areas))[0]!

// A group of one's own, founded by its lead school: for journeys that leave something behind. Primary schools are few:
// who needs none of their teachers names another kind.
export async function foundGroup(
  request: APIRequestContext,
  areas: Area[],
  name: string,
  kind = 'primary',
): Promise<Group> {
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const district = generated(areas).id
  const listed = await request.get(`/api/schools?district=${district}&limit=200`)
  const schools = (
    (await listed.json()) as { items: { id: string; group_id: string | null; school_kind: string | null }[] }
  ).items.filter((one) => !one.group_id)
  // A primary school has teachers of every subject that journeys ask for.
  const lead = schools.find((one) => one.school_kind === kind) ?? schools[0]!
  const made = await request.post('/api/groups', {
    headers: { 'X-CSRF-Token': csrf },
    data: { name, district_id: district, model: 'leading_school', lead_school_id: lead.id },
  })
  expect(made.ok()).toBe(true)
  const list = await request.get(`/api/groups?district=${district}`)
  return ((await list.json()) as { items: Group[] }).items.find((one) => one.name === name)!
}

// A page of somebody else, who holds one post.
export async function pageOf(
  browser: Browser,
  request: APIRequestContext,
  who: { name: string; role: string; org: string },
): Promise<Page> {
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const post = { role: who.role, org: who.org }
  const made = await request.post('/api/accounts', {
    headers,
    data: { sign_in: who.name, name: who.name, post },
  })
  expect(made.ok()).toBe(true)
  const link = await request.post(`/api/accounts/${(await made.json()).id}/link`, { headers, data: {} })
  return pageByLink(browser, (await link.json()).token)
}

// A page of who comes by a one-time link for the first time.
async function pageByLink(browser: Browser, token: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: undefined,
    locale: 'zh-CN',
  })
  const session = await context.request.post('/api/session/link', {
    data: { token },
  })
  const set = await context.request.put('/api/account/password', {
    headers: { 'X-CSRF-Token': (await session.json()).csrf },
    data: { password },
  })
  expect(set.ok()).toBe(true)
  return context.newPage()
}

// A page of a member of staff of a school who has no account yet, with the person's id and name; the n-th of a role.
export async function staffPage(
  browser: Browser,
  request: APIRequestContext,
  school: string,
  { role = 'teacher', n = 0 } = {},
): Promise<{ page: Page; person: string; name: string }> {
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const listed = await (await request.get(`/api/schools/${school}/staff-accounts`)).json()
  const people = (listed.items as { id: string; name: string; role: string; at: string }[]).filter(
    (one) => one.role === role && !one.at,
  )
  const who = people[n]!
  const made = await request.post(`/api/schools/${school}/staff-accounts/invitations`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { people: [who.id] },
  })
  expect(made.ok()).toBe(true)
  const page = await pageByLink(browser, (await made.json()).items[0].token)
  return { page, person: who.id, name: who.name }
}

export async function settled(page: Page) {
  await page.waitForLoadState('networkidle')
  await expect(page.locator('.el-skeleton')).toHaveCount(0)
}

let pictures = 0
// Pictures for who looks at the pages: DOORSTEP_SHOTS names a folder.
async function picture(page: Page) {
  const folder = process.env.DOORSTEP_SHOTS
  if (!folder) return
  const name = `${test.info().title.slice(0, 24).replaceAll(' ', '-')}-${String(++pictures).padStart(3, '0')}`
  await page.screenshot({
    path: join(folder, `${name}-${page.viewportSize()?.width}.png`),
    fullPage: true,
    animations: 'disabled',
  })
}

// Until nothing moves any more: what is about to close, a dialog that fades or a list that folds, is neither there nor gone.
async function still(page: Page) {
  await page.evaluate(async () => {
    const moves = () =>
      document
        .getAnimations()
        .some((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
    const most = performance.now() + 5000
    for (let since = performance.now(); performance.now() < most;) {
      await new Promise((next) => setTimeout(next, 50))
      if (moves()) since = performance.now()
      else if (performance.now() > since + 300) return
    }
  })
}

export async function withoutBarriers(page: Page) {
  await still(page)
  await picture(page)
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const shown = found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
  expect(shown).toEqual([])
}

export const fitsItsWidth = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
