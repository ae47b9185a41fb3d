// An open class: planned by its teacher, received by a class of another campus; what is public, and what is not.
import type { APIRequestContext } from '@playwright/test'

import { ownClass } from './own-class'
import {
  expect,
  fitsItsWidth,
  foundGroup,
  generated,
  pageOf,
  settled,
  staffPage,
  test,
  withoutBarriers,
} from './signed-in'

const day = (ahead: number) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10)

// A second campus for a group of one's own.
async function joined(request: APIRequestContext, district: string, group: string): Promise<string> {
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const listed = await request.get(`/api/schools?district=${district}&limit=200`)
  const free = (
    (await listed.json()) as { items: { id: string; group_id: string | null; school_kind: string | null }[] }
  ).items.filter((one) => !one.group_id && one.school_kind === 'nine_year')
  const school = free.at(-1)!.id
  const made = await request.post(`/api/groups/${group}/members`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { school_id: school, part: 'member', from: day(0) },
  })
  expect(made.ok()).toBe(true)
  return school
}

test('a teacher plans an open class, another campus signs a class up, and visitors see public ones alone', async ({
  page: office,
  request,
  areas,
  browser,
}) => {
  test.setTimeout(180_000)
  const group = await foundGroup(request, areas, '公开课集团', 'junior')
  const host = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const campus = await joined(request, generated(areas).id, group.id)
  const { page: teacher, name } = await staffPage(browser, request, host)
  await ownClass(browser, request, campus, {
    key: 'GK',
    title: '五年级接收班',
    teacher: '田接收',
    children: ['高小远', '林小近'],
  })
  const head = await pageOf(browser, request, { name: 'gkk-xiaozhang', role: 'principal', org: campus })

  await teacher.goto('/classroom')
  await settled(teacher)
  await withoutBarriers(teacher)
  await teacher.getByRole('button', { name: '安排公开课' }).first().click()
  const dialog = teacher.getByRole('dialog', { name: '安排公开课' })
  await dialog.getByLabel('课题').fill('分数的初步认识')
  await dialog.getByRole('combobox', { name: '类型' }).click()
  await teacher.getByRole('option', { name: '专递课堂' }).click()
  await dialog.getByRole('combobox', { name: '学科' }).click()
  await teacher.getByRole('option', { name: '数学' }).click()
  await dialog.getByLabel('地点').fill('录播教室')
  await withoutBarriers(teacher)
  await dialog.getByRole('button', { name: '安排公开课' }).click()
  await expect(teacher.getByRole('heading', { level: 1, name: '分数的初步认识' })).toBeVisible()
  await expect(teacher.getByRole('group', { name: '画面' })).toContainText('开始')
  const address = new URL(teacher.url()).pathname

  const tools = teacher.getByRole('region', { name: '主持', exact: true })
  await expect(tools.getByRole('button', { name: '开播' })).toBeDisabled()
  await tools.getByRole('button', { name: '生成推流码' }).click()
  await expect(tools.getByText('只显示这一次')).toBeVisible()
  const key = await tools.locator('code').last().innerText()
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  await withoutBarriers(teacher)
  await teacher.reload()
  await settled(teacher)
  await expect(tools.getByText('main', { exact: true })).toBeVisible()
  await expect(teacher.getByText(key)).toHaveCount(0)

  // The other campus sees it and signs its class up.
  await head.goto('/classroom')
  await settled(head)
  await head.getByRole('link', { name: '分数的初步认识' }).click()
  await settled(head)
  await expect(head.getByRole('region', { name: '主持', exact: true })).toHaveCount(0)
  const receiving = head.getByRole('region', { name: '接收班级' })
  await receiving.getByRole('combobox', { name: '选择本校班级' }).click()
  await head.getByRole('option', { name: '五年级接收班' }).click()
  await receiving.getByRole('button', { name: '报名' }).click()
  await expect(receiving).toContainText('已报名')
  await expect(receiving).toContainText('2 名学生')
  await head.getByRole('button', { name: '提醒我' }).click()
  await expect(head.getByRole('button', { name: '已设提醒' })).toBeVisible()
  await withoutBarriers(head)
  await head.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(head)
  await head.goto('/today')
  await settled(head)
  await expect(head.getByRole('region', { name: /^未来/ })).toContainText('分数的初步认识')
  await teacher.reload()
  await settled(teacher)
  await expect(teacher.getByRole('region', { name: '接收班级' })).toContainText('五年级接收班')

  // Nothing of it for who is not signed in, until it is public, which asks for the consent of guardians.
  const visitor = await (
    await browser.newContext({ baseURL: process.env.DOORSTEP_URL, locale: 'zh-CN', storageState: undefined })
  ).newPage()
  await visitor.goto(address)
  await expect(visitor.getByText('没有这节公开课，或不对您开放')).toBeVisible()
  await visitor.goto('/open-classes')
  await settled(visitor)
  await expect(visitor.getByRole('heading', { name: '现在没有对外公开课' })).toBeVisible()
  await withoutBarriers(visitor)
  await teacher.getByRole('button', { name: '修改' }).click()
  const change = teacher.getByRole('dialog', { name: '修改' })
  await change.locator('label', { hasText: '公开' }).last().click()
  await expect(change.getByRole('button', { name: '保存' })).toBeDisabled()
  await change.getByLabel('监护人同意的说明').fill('家长已书面同意，存学校德育处')
  await change.getByRole('button', { name: '保存' }).click()
  await expect(teacher.getByText('家长已书面同意')).toBeVisible()
  await visitor.reload()
  await visitor.getByRole('link', { name: '分数的初步认识' }).click()
  await expect(visitor.getByRole('heading', { level: 1, name: '分数的初步认识' })).toBeVisible()
  await expect(visitor.getByText(name)).toHaveCount(2)
  await expect(visitor.getByText('五年级接收班')).toHaveCount(0)
  await expect(visitor.getByText('家长已书面同意')).toHaveCount(0)
  await withoutBarriers(visitor)
  await visitor.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(visitor)

  // The office looks after all of them.
  await office.goto(`/classroom/of/${group.id}`)
  await settled(office)
  await expect(office.getByRole('link', { name: '分数的初步认识' })).toBeVisible()
  await withoutBarriers(office)
  await office.getByRole('link', { name: '分数的初步认识' }).click()
  await office.getByRole('button', { name: '取消这节课' }).click()
  const cancel = office.getByRole('dialog', { name: '取消这节课' })
  await cancel.getByLabel('原因').fill('教师外出')
  await cancel.getByRole('button', { name: '取消这节课' }).click()
  await expect(office.getByText('已取消：教师外出')).toBeVisible()
  await head.goto('/notices')
  await expect(head.getByText('公开课已取消：分数的初步认识').first()).toBeVisible()
})
