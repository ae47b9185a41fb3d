// From the club to the child: offered, chosen by choices and a public draw, and by first come.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { phoneBy } from './phone-by'
import { program } from './start'
import {
  expect,
  fitsItsWidth,
  foundGroup,
  largestGroup,
  settled,
  staffPage,
  test,
  withoutBarriers,
} from './signed-in'

const day = (ahead: number) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10)

// A class of this year with two children, by our own sheets; `mark` tells its numbers from those of other journeys.
function importClass(school: string, mark: string) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-class-'))
  const [classes, students] = [join(folder, 'classes.csv'), join(folder, 'students.csv')]
  writeFileSync(
    classes,
    `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\n${mark}1,${school},,五年级选课班${mark},行政班,05,2026-09-01,\n`,
  )
  const line = (number: string, name: string) => `${number},${school},${name},女,05,${mark}1,2026-09-01,\n`
  writeFileSync(
    students,
    `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\n${line(`${mark}001`, '赵小满')}${line(`${mark}002`, '钱小雪')}`,
  )
  execFileSync(program, ['import', classes, students, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
}

test('a group offers clubs, guardians choose, a public draw decides, and first come sells nothing twice', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(150_000)
  const group = await foundGroup(request, areas, '选课集团')
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const school = about.members[0].school_id as string
  const codesOf = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  importClass(codesOf.find((one) => one.scheme === 'cn.school-code')?.value ?? '', 'S')
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const of = classes.find((one) => one.title === '五年级选课班S')!
  const codes = (await (await request.post(`/api/classes/${of.id}/codes`, { headers, data: {} })).json()) as {
    items: { child: string; code: string }[]
  }
  const first = await phoneBy(browser, codes.items[0]!.code, '赵妈妈', 'xuanke-zhao')
  const second = await phoneBy(browser, codes.items[1]!.code, '钱爸爸', 'xuanke-qian')

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

  // A visitor reads what the group offers and that it is full; neither room nor names.
  const anybody = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
  })
  const visitor = await anybody.newPage()
  await visitor.goto(`/groups/${group.id}`)
  await visitor.getByRole('link', { name: '开设的课程与社团' }).click()
  const offer = visitor.getByRole('article').filter({ hasText: '围棋社' })
  await expect(offer.getByText('已满')).toBeVisible()
  await expect(offer.getByRole('link', { name: '公开抽签页' })).toBeVisible()
  await expect(visitor.getByText('二楼棋室')).toHaveCount(0)
  await fitsItsWidth(visitor)
  await withoutBarriers(visitor)
  await anybody.close()

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

  // Who comes late stands behind everybody of the draw.
  await page.goto(`/offerings/${group.id}/rounds/${round}`)
  await settled(page)
  const late = page.getByRole('region', { name: '补报' })
  await late.getByLabel('补报到（含当天）').fill(day(9))
  await late.getByLabel('补报到（含当天）').press('Enter')
  await late.getByRole('button', { name: '保存' }).click()
  await expect(late.getByText(`可补报到 ${day(9)}`)).toBeVisible()
  await withoutBarriers(page)
  await lucky.goto('/choose')
  await settled(lucky)
  await lucky.getByRole('button', { name: '候补 围棋社' }).click()
  await expect(lucky.getByText('候补第 1 位').first()).toBeVisible()
  await withoutBarriers(lucky)
  await fitsItsWidth(lucky)
  await page.goto(`/offerings/${group.id}`)
  await page.getByRole('link', { name: '围棋社' }).first().click()
  await expect(page.getByRole('table')).toContainText('候补第 1 位 · 补报')

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

test('a teacher sees who came, a club goes to another campus, and a panel chooses among candidates', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(150_000)
  const group = await largestGroup(request, areas)
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const [school, other] = about.members.map((one: { school_id: string }) => one.school_id) as string[]
  const known = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  importClass(known.find((one) => one.scheme === 'cn.school-code')?.value ?? '', 'T')
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  const of = classes.find((one) => one.title === '五年级选课班T')!
  const codes = (await (await request.post(`/api/classes/${of.id}/codes`, { headers, data: {} })).json()) as {
    items: { child: string; code: string }[]
  }
  const first = await phoneBy(browser, codes.items[0]!.code, '赵妈妈', 'shixun-zhao')
  const second = await phoneBy(browser, codes.items[1]!.code, '钱爸爸', 'shixun-qian')
  const teacher = await staffPage(browser, request, school!)
  const at = `/api/orgs/${group.id}`
  const post = async (path: string, data?: unknown) => {
    const reply = await request.post(`${at}${path}`, { headers, ...(data ? { data } : {}) })
    expect(reply.ok()).toBe(true)
    return reply.json()
  }
  const offered = async (data: object) => {
    const made = await post('/offerings', { host_id: school, title_en: '', ...data })
    await post(`/offerings/${made.offering.id}/publish`)
    return made.offering.id as string
  }
  const opened = async (title: string, mode: string, offering: string) => {
    const made = await post('/choosing', {
      title,
      mode,
      opens_on: day(-1),
      opens: '00:00',
      closes_on: day(3),
      closes: '20:00',
      offerings: [offering],
    })
    await post(`/choosing/${made.round.id}/open`)
    return made.round.id as string
  }
  // A club that meets just now, by the group's clock.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date())
  const [today, time] = clock.split(' ') as [string, string]
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const wall = (of: number) =>
    `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
  const club = await offered({
    kind: 'club',
    title_zh: '天文社',
    capacity: 5,
    materials: '星图十二张',
    teachers: [{ person_id: teacher.person }],
    sessions: [{ on: today, from: wall(Math.max(0, minute - 5)), to: wall(Math.min(1439, minute + 90)) }],
  })
  await opened('天文社报名', 'first', club)
  for (const guardian of [first, second]) {
    await guardian.goto('/choose')
    await settled(guardian)
    await guardian.getByRole('button', { name: '报名 天文社' }).click()
    await expect(guardian.getByText('✓ 已录取').first()).toBeVisible()
  }
  await teacher.page.goto('/clubs')
  await settled(teacher.page)
  await teacher.page.getByRole('link', { name: '天文社' }).click()
  await settled(teacher.page)
  await expect(teacher.page.getByText('星图十二张')).toBeVisible()
  await withoutBarriers(teacher.page)
  await teacher.page.getByRole('button', { name: '显示签到码' }).click()
  const code = (await teacher.page.locator('p.code').innerText()).replace(/\s/g, '')
  await first.reload()
  await settled(first)
  await first.getByLabel('屏幕上的六位数字 天文社').fill(code)
  await first.getByRole('button', { name: '签到' }).click()
  await expect(first.getByText('✓ 已签到')).toBeVisible()
  await teacher.page.getByRole('button', { name: '关闭此对话框' }).click()
  await expect(teacher.page.getByText('用签到码')).toBeVisible()
  await teacher.page.getByRole('button', { name: '全部到场' }).click()
  await teacher.page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(teacher.page.getByText('已保存')).toBeVisible()

  // Marks and words reach the guardian.
  await teacher.page.getByLabel('成绩 赵小满').fill('优')
  await teacher.page.getByLabel('评语 赵小满').fill('能独立观星')
  await teacher.page.getByRole('button', { name: '保存成绩与评语' }).click()
  await expect(teacher.page.getByRole('button', { name: '保存成绩与评语' })).toBeDisabled()
  await first.reload()
  await settled(first)
  await expect(first.getByText('能独立观星')).toBeVisible()
  await teacher.page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(teacher.page)

  await page.goto(`/offerings/${group.id}/items/${club}`)
  await settled(page)
  await page.getByRole('button', { name: '移植到其他校区' }).click()
  const dialog = page.getByRole('dialog', { name: '移植到其他校区' })
  const name = (await (await request.get(`/api/orgs/${other}`)).json()).name as string
  await dialog.getByRole('combobox', { name: '承办学校' }).click()
  await page.getByRole('option', { name, exact: true }).click()
  await dialog.getByRole('button', { name: '移植到其他校区' }).click()
  await expect(page.getByText(/移植自/)).toBeVisible()
  await expect(page.getByText('星图十二张')).toBeVisible()
  await expect(page.getByText(/（走校）/)).toBeVisible()

  const talent = await offered({
    kind: 'talent',
    title_zh: '舞蹈特长班',
    capacity: 1,
    sessions: [{ weekday: 5, from: '16:00', to: '17:30' }],
  })
  const round = await opened('舞蹈选拔', 'tryout', talent)
  for (const guardian of [first, second]) {
    await guardian.goto('/choose')
    await settled(guardian)
    await guardian.getByRole('button', { name: '报名试训 舞蹈特长班' }).click()
    await expect(guardian.getByText('候选', { exact: true })).toBeVisible()
  }
  const panel = await request.put(`${at}/offerings/${talent}/panel`, {
    headers,
    data: { judges: [teacher.person] },
  })
  expect(panel.ok()).toBe(true)
  await teacher.page.goto(`/clubs/${talent}/panel`)
  await settled(teacher.page)
  for (const [child, points] of [
    ['赵小满', '72'],
    ['钱小雪', '91'],
  ] as const) {
    await teacher.page.getByLabel(`分数 ${child}`).fill(points)
    await teacher.page.getByLabel(`分数 ${child}`).press('Tab')
    await teacher.page.getByRole('button', { name: `保存 ${child}` }).click()
    await expect(teacher.page.getByText(`✓ ${points}`)).toBeVisible()
  }
  await withoutBarriers(teacher.page)
  await post(`/choosing/${round}/close`)
  await page.goto(`/offerings/${group.id}/items/${talent}`)
  await settled(page)
  await page.getByRole('button', { name: '决定录取' }).click()
  await page.getByRole('dialog', { name: '决定录取' }).getByRole('button', { name: '决定录取' }).click()
  await expect(page.getByText('候补名单第 1 位')).toBeVisible()
  await withoutBarriers(page)

  // What all this gives to whom.
  await page.goto(`/flows/${group.id}`)
  await settled(page)
  await page.getByText('可及社团活动名额', { exact: true }).first().click()
  await expect(page.getByText(/^最多：/)).toBeVisible()
  await expect(page.getByText('基尼系数')).toBeVisible()
  await withoutBarriers(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
  for (const one of [first, second, teacher.page]) await one.context().close()
})
