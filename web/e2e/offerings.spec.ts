// From the club to the child: offered, chosen by choices and a public draw, and by first come.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, Page } from '@playwright/test'

import { password, program } from './start'
import { expect, fitsItsWidth, foundGroup, settled, test, withoutBarriers } from './signed-in'

const day = (ahead: number) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10)

// A class of this year with two children, by our own sheets.
function importClass(school: string) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-class-'))
  const [classes, students] = [join(folder, 'classes.csv'), join(folder, 'students.csv')]
  writeFileSync(
    classes,
    `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\nS1,${school},,五年级选课班,行政班,05,2026-09-01,\n`,
  )
  const line = (number: string, name: string) => `${number},${school},${name},女,05,S1,2026-09-01,\n`
  writeFileSync(
    students,
    `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\n${line('S001', '赵小满')}${line('S002', '钱小雪')}`,
  )
  execFileSync(program, ['import', classes, students, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
}

async function guardianBy(browser: Browser, code: string, name: string, sign_in: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
  })
  const joined = await context.request.post('/api/session/code', { data: { code, name, sign_in } })
  const session = await context.request.post('/api/session/link', {
    data: { token: (await joined.json()).token },
  })
  const set = await context.request.put('/api/account/password', {
    headers: { 'X-CSRF-Token': (await session.json()).csrf },
    data: { password },
  })
  expect(set.ok()).toBe(true)
  return context.newPage()
}

test('a group offers clubs, guardians choose, a public draw decides, and first come sells nothing twice', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(120_000)
  const group = await foundGroup(request, areas, '选课集团')
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const school = about.members[0].school_id as string
  const codesOf = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  importClass(codesOf.find((one) => one.scheme === 'cn.school-code')?.value ?? '')
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const of = classes.find((one) => one.title === '五年级选课班')!
  const codes = (await (await request.post(`/api/classes/${of.id}/codes`, { headers, data: {} })).json()) as {
    items: { child: string; code: string }[]
  }
  const first = await guardianBy(browser, codes.items[0]!.code, '赵妈妈', 'xuanke-zhao')
  const second = await guardianBy(browser, codes.items[1]!.code, '钱爸爸', 'xuanke-qian')

  await page.goto(`/offerings/${group.id}`)
  await settled(page)
  await page.getByRole('button', { name: '新建项目' }).first().click()
  const dialog = page.getByRole('dialog', { name: '新建项目' })
  await dialog.getByLabel('名称（中文）').fill('围棋社')
  await dialog.getByLabel('名称（英文）').fill('Go club')
  await dialog.getByLabel('名额', { exact: true }).fill('1')
  await dialog.getByLabel('地点').fill('二楼棋室')
  await dialog.locator('label', { hasText: '须监护人同意' }).click()
  await withoutBarriers(page)
  await dialog.getByRole('button', { name: '新建项目' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '围棋社' })).toBeVisible()
  await page.getByRole('button', { name: '发布' }).click()
  await expect(page.getByText('已发布')).toBeVisible()
  await withoutBarriers(page)

  await page.goto(`/offerings/${group.id}`)
  await page.getByRole('button', { name: '新建选课' }).click()
  const rounds = page.getByRole('dialog', { name: '新建选课' })
  await rounds.getByLabel('名称').fill('秋季社团')
  await rounds.locator('label', { hasText: '围棋社' }).click()
  await rounds.getByLabel('开始时间').fill('00:00')
  await rounds.getByLabel('开始时间').press('Enter')
  await rounds.getByRole('button', { name: '新建选课' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '秋季社团' })).toBeVisible()
  await page.getByRole('button', { name: '开放选课' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开放选课' }).click()
  await expect(page.getByText('正在选课')).toBeVisible()

  for (const guardian of [first, second]) {
    await guardian.goto('/choose')
    await settled(guardian)
    await guardian.getByRole('button', { name: '选它 围棋社' }).click()
    await guardian.locator('label', { hasText: '我同意孩子参加' }).click()
    await withoutBarriers(guardian)
    await guardian.getByRole('button', { name: '保存志愿' }).click()
    await expect(guardian.getByText('已保存，截止前可以修改')).toBeVisible()
    await fitsItsWidth(guardian)
  }

  await page.reload()
  await page.getByRole('button', { name: '现在截止' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '现在截止' }).click()
  await page.getByRole('button', { name: '公布名册' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '公布名册' }).click()
  await page.getByLabel('种子').fill('07 11 23')
  await page.getByRole('button', { name: '输入并分配' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '输入并分配' }).click()
  await expect(page.getByText('独立检查通过')).toBeVisible()
  await withoutBarriers(page)
  const round = page.url().split('/').at(-1)!
  const again = await request.post(`/api/orgs/${group.id}/choosing/${round}/draw`, {
    headers,
    data: { seed: '1 2 3' },
  })
  expect(again.status()).toBe(409)
  await page.getByRole('button', { name: '发布结果' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布结果' }).click()
  await expect(page.getByText('结果已公布')).toBeVisible()

  const enrolled = async (one: Page) => {
    await one.goto('/choose')
    await settled(one)
    return (await one.getByText('✓ 已录取').count()) > 0
  }
  const [lucky, other] = (await enrolled(first)) ? [first, second] : [second, first]
  expect(await enrolled(lucky)).toBe(true)
  expect(await enrolled(other)).toBe(false)
  await expect(other.getByText('候补第 1 位').first()).toBeVisible()
  await expect(other.getByText(/名额已满：最后录取的是第 1 志愿/)).toBeVisible()
  await withoutBarriers(other)
  await lucky.getByRole('button', { name: '退出 围棋社' }).click()
  await lucky.getByRole('dialog').getByRole('button', { name: '退出' }).click()
  await expect(lucky.getByText('没有录取')).toBeVisible()
  expect(await enrolled(other)).toBe(true)
  await other.goto('/notices')
  await expect(other.getByText('候补成功：围棋社').first()).toBeVisible()
  await other.goto(`/draws/${round}`)
  await settled(other)
  await expect(other.getByText('07 11 23')).toBeVisible()
  await withoutBarriers(other)

  const made = await request.post(`/api/orgs/${group.id}/offerings`, {
    headers,
    data: {
      kind: 'sports',
      title_zh: '篮球赛',
      title_en: 'Basketball',
      host_id: school,
      capacity: 1,
      sessions: [{ weekday: 6, from: '09:00', to: '11:00' }],
    },
  })
  const offering = (await made.json()).offering.id as string
  await request.post(`/api/orgs/${group.id}/offerings/${offering}/publish`, { headers })
  const quick = await request.post(`/api/orgs/${group.id}/choosing`, {
    headers,
    data: {
      title: '周末赛事',
      mode: 'first',
      opens_on: day(-1),
      opens: '00:00',
      closes_on: day(3),
      closes: '20:00',
      offerings: [offering],
    },
  })
  await request.post(`/api/orgs/${group.id}/choosing/${(await quick.json()).round.id}/open`, { headers })
  for (const guardian of [first, second]) {
    await guardian.goto('/choose')
    await settled(guardian)
  }
  await first.getByRole('button', { name: '报名 篮球赛' }).click()
  await expect(first.getByText('✓ 已录取').first()).toBeVisible()
  await second.getByRole('button', { name: '报名 篮球赛' }).click()
  await expect(second.getByText('候补第 1 位').first()).toBeVisible()
  await withoutBarriers(second)
  await page.goto(`/offerings/${group.id}/items/${offering}`)
  await settled(page)
  await expect(page.getByRole('table')).toContainText('候补第 1 位')
  const kept = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Excel' }).first().click()
  expect((await (await kept).path()).length).toBeGreaterThan(0)
  await first.context().close()
  await second.context().close()
})
