import type { APIRequestContext } from '@playwright/test'

import { expect, fitsItsWidth, generated, pageOf, settled, test, withoutBarriers } from './signed-in'

interface School {
  id: string
  name: string
  stages: string
}
interface Candidate {
  id: string
  name: string
  school_id: string
  eligible: boolean
}

// Two schools of the district between which somebody may go by the rules, and that person.
async function pair(request: APIRequestContext, district: string) {
  const listed = await request.get(`/api/schools?district=${district}&limit=40&stage=primary`)
  const schools = ((await listed.json()) as { items: School[] }).items
  for (const home of schools) {
    const found = await request.get(`/api/exchange/orgs/${home.id}/candidates`)
    // Nobody whom another journey gave an account: those agree by themselves.
    const staff = await (await request.get(`/api/schools/${home.id}/staff-accounts`)).json()
    const without = new Set(
      (staff.items as { id: string; at: string }[]).filter((one) => !one.at).map((one) => one.id),
    )
    const who = ((await found.json()) as { items: Candidate[] }).items.filter(
      (one) => one.eligible && without.has(one.id),
    )
    if (who.length < 12) continue
    for (const host of schools) {
      if (host.id === home.id) continue
      const made = await propose(request, district, host.id, [who[0]!.id])
      if (made.checks.every((one) => one.kept)) return { home, host, who, id: made.of.id }
      await act(request, made.of.id, 'withdraw')
    }
  }
  throw new Error('no two schools that the rules allow')
}
async function headers(request: APIRequestContext) {
  return { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
}
async function propose(request: APIRequestContext, org: string, host_id: string, people: string[]) {
  const begin = new Date().toISOString().slice(0, 10)
  const end = `${Number(begin.slice(0, 4)) + 1}${begin.slice(4)}`
  const made = await request.post(`/api/exchange/orgs/${org}/secondments`, {
    headers: await headers(request),
    data: { host_id, begin_on: begin, end_on: end, people: people.map((person_id) => ({ person_id })) },
  })
  expect(made.ok()).toBe(true)
  return (await made.json()) as { of: { id: string; title: string }; checks: { kept: boolean }[] }
}
async function act(request: APIRequestContext, id: string, what: string) {
  const done = await request.post(`/api/exchange/secondments/${id}/acts`, {
    headers: await headers(request),
    data: { act: what },
  })
  expect(done.ok()).toBe(true)
}

test('a secondment goes from draft to return, each step by the hand it needs', async ({
  page,
  request,
  browser,
  areas,
}) => {
  test.setTimeout(120_000)
  const district = generated(areas).id
  const { home, host, who, id } = await pair(request, district)
  await page.goto(`/exchange/secondments/${id}`)
  await settled(page)
  await expect(page.getByText('都符合规则，可以提交。')).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('heading', { name: '各方意见' })).toBeVisible()

  // The home school agrees for itself, and for the teacher, who has no account, on paper.
  const sender = await pageOf(browser, request, {
    name: `home-${Date.now()}`,
    role: 'principal',
    org: home.id,
  })
  await sender.goto('/exchange')
  await settled(sender)
  await expect(sender.getByRole('region', { name: '等我办理' })).toBeVisible()
  await sender.goto(`/exchange/secondments/${id}`)
  await sender.getByRole('button', { name: `同意（${who[0]!.name}）`, exact: true }).click()
  const dialog = sender.getByRole('dialog')
  await dialog.getByLabel('说明').fill('书面同意，存档案室')
  await dialog.getByRole('button', { name: '同意', exact: true }).click()
  await expect(sender.getByText('书面同意，存档案室')).toBeVisible()
  await sender.getByRole('button', { name: /^同意/ }).click()
  await expect(sender.getByText('✓ 同意')).toHaveCount(2)

  const receiver = await pageOf(browser, request, {
    name: `host-${Date.now()}`,
    role: 'principal',
    org: host.id,
  })
  await receiver.goto(`/exchange/secondments/${id}`)
  await receiver.getByRole('button', { name: '同意', exact: true }).click()
  await expect(receiver.getByText('✓ 同意')).toHaveCount(3)

  // The council where the schools have one, then the district.
  await page.reload()
  await settled(page)
  const standing = page.locator('h1 + p .tag')
  await expect(async () => {
    if ((await standing.textContent()) !== '已批准')
      await page.getByRole('button', { name: /^同意/ }).first().click({ timeout: 3_000 })
    await expect(standing).toHaveText('已批准', { timeout: 3_000 })
  }).toPass()
  await receiver.reload()
  await receiver.getByRole('button', { name: '已到校，开始' }).click()
  await receiver.getByRole('dialog').getByRole('button', { name: '已到校，开始' }).click()
  await expect(receiver.locator('h1 + p .tag')).toHaveText('进行中')
  await receiver.getByRole('button', { name: '评议' }).click()
  const review = receiver.getByRole('dialog', { name: '评议' })
  await review.getByLabel('约定的事做得怎么样').fill('带出一位青年教师')
  await review.getByRole('button', { name: '评议' }).click()
  await expect(receiver.getByText('带出一位青年教师')).toBeVisible()
  await withoutBarriers(receiver)

  const staff = await receiver.request.get(`/api/schools/${host.id}/staff`)
  expect(JSON.stringify(await staff.json())).toContain(who[0]!.id)
})

test('a district plans its exchange, looks at a move, holds it fast and plans again', async ({
  page,
  areas,
}) => {
  test.setTimeout(180_000)
  const district = generated(areas).id
  await page.goto(`/exchange/${district}?tab=rules`)
  await settled(page)
  await expect(page.getByText('转述来源，请核对正式文本').first()).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('tab', { name: '方案' }).click()
  await page.getByRole('button', { name: '做一个方案' }).click()
  const dialog = page.getByRole('dialog', { name: '做一个方案' })
  await dialog.getByLabel('名称').fill('2027 学年交流')
  // Two of a school go together.
  await dialog.getByRole('combobox', { name: '同行人员的学校' }).click()
  await page.getByRole('option').first().click()
  const people = dialog.getByRole('combobox', { name: '选择两人以上' })
  await people.click()
  const offered = page.getByRole('listbox', { name: '选择两人以上' }).getByRole('option')
  await offered.nth(0).click()
  await offered.nth(1).click()
  await people.press('Escape')
  await dialog.getByRole('button', { name: '加入' }).click()
  await expect(dialog.getByRole('list', { name: '同行' }).getByRole('listitem')).toHaveCount(1)
  await dialog.getByLabel('计算时间（秒）').fill('5')
  await dialog.getByRole('button', { name: '做一个方案' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '2027 学年交流' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '均衡程度' })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('heading', { name: '谁去哪里' })).toBeVisible()
  await withoutBarriers(page)
  await page
    .getByRole('button', { name: /^为什么/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('listitem').first()).toBeVisible()
  await drawer.getByRole('button', { name: '不交流' }).click()
  await expect(page.getByRole('heading', { name: '您定下的 1 条' })).toBeVisible()
  await page.getByRole('button', { name: '按这些重新计算' }).click()
  await expect(page.getByRole('heading', { name: '均衡程度' })).toBeVisible({ timeout: 120_000 })
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
})

test('a teacher who is not tied is told what to do', async ({ request, browser, areas }) => {
  const listed = await request.get(`/api/schools?district=${generated(areas).id}&limit=1`)
  const school = ((await listed.json()) as { items: School[] }).items[0]!
  const page = await pageOf(browser, request, {
    name: `teacher-${Date.now()}`,
    role: 'teacher',
    org: school.id,
  })
  await page.goto('/exchange')
  await settled(page)
  await expect(page.getByRole('heading', { name: '您的账号还没有与名册中的本人绑定' })).toBeVisible()
  await withoutBarriers(page)
})

test('a teacher says what is wished, and the school sees it', async ({ page, request, browser, areas }) => {
  const district = generated(areas).id
  const listed = await request.get(`/api/schools?district=${district}&limit=20&stage=primary`)
  const school = ((await listed.json()) as { items: School[] }).items.at(-1)!
  const found = await request.get(`/api/exchange/orgs/${school.id}/candidates`)
  const who = ((await found.json()) as { items: Candidate[] }).items.at(-1)!
  const name = `wishes-${Date.now()}`
  const teacher = await pageOf(browser, request, { name, role: 'teacher', org: school.id })
  const tied = await request.post(`/api/schools/${school.id}/staff-accounts`, {
    headers: await headers(request),
    data: { person_id: who.id, sign_in: name },
  })
  expect(tied.ok()).toBe(true)
  await teacher.goto('/exchange')
  await settled(teacher)
  const card = teacher.getByRole('region', { name: '我的意愿' })
  await card.getByText('愿意', { exact: true }).click()
  await card.getByLabel('说明').fill('离家近的学校')
  await card.getByRole('button', { name: '保存意愿' }).click()
  await expect(card.getByText('已保存')).toBeVisible()
  await withoutBarriers(teacher)
  await teacher.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(teacher)

  await page.goto(`/exchange/${school.id}?tab=wishes`)
  await settled(page)
  await expect(page.getByText('离家近的学校')).toBeVisible()
  await withoutBarriers(page)
})
