// After-school care: offered by a school, signed up for by telephone, counted for the kitchen, picked up at the gate.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { APIRequestContext, Page } from '@playwright/test'

import { phoneBy } from './phone-by'
import { program } from './start'
import { expect, fitsItsWidth, generated, settled, staffPage, test, withoutBarriers } from './signed-in'

// A class of this year with two children, by our own sheets.
function importClass(school: string) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-care-'))
  const [classes, students] = [join(folder, 'classes.csv'), join(folder, 'students.csv')]
  writeFileSync(
    classes,
    `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\nCARE1,${school},,三年级托管班,行政班,03,2026-09-01,\n`,
  )
  const line = (number: string, name: string) => `${number},${school},${name},女,03,CARE1,2026-09-01,\n`
  writeFileSync(
    students,
    `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\n${line('CARE001', '孙小禾')}${line('CARE002', '周小麦')}`,
  )
  execFileSync(program, ['import', classes, students, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
}

const later = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 864e5).toISOString().slice(0, 10)

// Pictures for who looks at the pages: DOORSTEP_SHOTS names a folder.
async function shot(page: Page, name: string) {
  const folder = process.env.DOORSTEP_SHOTS
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

async function someSchool(request: APIRequestContext, district: string, nth: number): Promise<string> {
  const listed = await request.get(`/api/schools?district=${district}&kind=primary&limit=200`)
  const schools = ((await listed.json()) as { items: { id: string }[] }).items
  return schools[nth]!.id
}

test('a school offers care, guardians sign up, the desk counts and every child goes to somebody', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(300_000)
  const school = await someSchool(request, generated(areas).id, 7)
  const codesOf = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  importClass(codesOf.find((one) => one.scheme === 'cn.school-code')?.value ?? '')
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const of = classes.find((one) => one.title === '三年级托管班')!
  const codes = (await (await request.post(`/api/classes/${of.id}/codes`, { headers, data: {} })).json()) as {
    items: { child: string; code: string }[]
  }
  const code = (child: string) => codes.items.find((one) => one.child === child)!.code
  const guardian = await phoneBy(browser, code('孙小禾'), '孙妈妈', 'care-sun')
  const duty = await staffPage(browser, request, school)

  await page.goto(`/care/${school}`)
  await settled(page)
  await page.getByRole('button', { name: '新建服务' }).first().click()
  const dialog = page.getByRole('dialog', { name: '新建服务' })
  await dialog.getByLabel('名称', { exact: true }).fill('三年级课后服务')
  for (const weekend of ['周六', '周日']) await dialog.locator('label', { hasText: weekend }).click()
  await dialog.getByLabel('选项名称 1').fill('第一时段')
  await dialog.getByLabel('价格（元/天） 1').fill('-5')
  await expect(dialog.getByRole('button', { name: '保存' })).toBeDisabled()
  await dialog.getByLabel('价格（元/天） 1').fill('5')
  await dialog.getByRole('button', { name: '添加选项' }).click()
  await dialog.getByLabel('选项名称 2').fill('第二时段')
  await dialog.getByLabel('价格（元/天） 2').fill('7.50')
  await dialog.getByRole('button', { name: '添加值班人员' }).click()
  await dialog.getByRole('combobox', { name: '值班人员 1' }).fill(duty.name)
  await page.getByRole('option', { name: duty.name }).first().click()
  await withoutBarriers(page)
  await shot(page, 'dialog-1440-zh')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { name: '三年级课后服务' })).toBeVisible()
  await page.getByRole('button', { name: '开放报名' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开放报名' }).click()
  await expect(page.getByText('报名中')).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'services-1440-zh')

  await guardian.goto('/care')
  await settled(guardian)
  await fitsItsWidth(guardian)
  await guardian.getByRole('button', { name: '报名', exact: true }).click()
  const pattern = guardian.getByRole('dialog')
  await pattern.getByRole('combobox', { name: '周三' }).click()
  await guardian.getByRole('option', { name: '不参加' }).click()
  await withoutBarriers(guardian)
  await pattern.getByRole('button', { name: '保存' }).click()
  await expect(guardian.getByText(/已报名：周一、周二、周四–周日/)).toBeVisible()
  await guardian.getByRole('button', { name: '下一周' }).click()
  await settled(guardian)
  const friday = guardian.locator('li', { hasText: '周五' }).getByRole('combobox')
  await friday.click()
  await guardian.getByRole('option', { name: '不参加' }).click()
  await expect(guardian.locator('li', { hasText: '周五' }).getByText('单日更改')).toBeVisible()
  await withoutBarriers(guardian)
  await shot(guardian, 'own-390-zh')

  await page.reload()
  await page.getByRole('link', { name: /1 名学生报名/ }).click()
  await page.getByRole('button', { name: '代为报名' }).click()
  const forOther = page.getByRole('dialog')
  await forOther.getByRole('combobox', { name: '班级' }).fill('托管')
  await page.getByRole('option', { name: '三年级托管班' }).click()
  await forOther.getByRole('combobox', { name: '姓名' }).click()
  await page.getByRole('option', { name: '周小麦' }).click()
  for (const day of ['周一', '周二', '周三', '周四', '周五', '周六', '周日']) {
    await forOther.getByRole('combobox', { name: day }).click()
    await page
      .getByRole('listbox', { name: day })
      .getByRole('option', { name: /第二时段/ })
      .click()
  }
  await forOther.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('cell', { name: '周小麦' })).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'roll-1440-zh')

  await duty.page.setViewportSize({ width: 390, height: 844 })
  await duty.page.goto('/care-duty')
  await settled(duty.page)
  await fitsItsWidth(duty.page)
  await withoutBarriers(duty.page)
  await shot(duty.page, 'duty-390-zh')
  await duty.page.getByRole('button', { name: '他人接走 周小麦' }).click()
  await duty.page.getByLabel('由谁接走').fill('奶奶')
  await duty.page.locator('form').getByRole('button', { name: '已接走' }).click()
  await expect(duty.page.getByText(/由奶奶接走/)).toBeVisible()
  await duty.page.getByRole('button', { name: '撤销 周小麦' }).click()
  await duty.page.getByRole('button', { name: '已接走 周小麦' }).click()
  await expect(duty.page.getByText(/\d\d:\d\d 接走/)).toBeVisible()
  await shot(duty.page, 'gone-390-zh')

  await page.goto(`/care/${school}/desk`)
  await settled(page)
  await expect(page.getByText('第二时段')).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'desk-1440-zh')
  await page.goto(`/care/${school}`)
  await settled(page)
  await page.getByRole('button', { name: '添加停止服务或调休' }).click()
  await page.getByRole('dialog').getByLabel('原因').fill('运动会')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('运动会')).toBeVisible()
  await page.goto(`/care/${school}/desk`)
  await expect(page.getByText('运动会')).toBeVisible()

  // Lunch: a menu with what it holds, an allergy that its guardian enters, counts for the kitchen, the month's bills.
  const care = (await (await request.get(`/api/schools/${school}/care`)).json()) as {
    today: string
    exceptions: { id: string }[]
  }
  for (const one of care.exceptions)
    await request.delete(`/api/schools/${school}/care-days/${one.id}`, { headers })
  const made = await request.post(`/api/schools/${school}/care`, {
    headers,
    data: {
      kind: 'lunch',
      title: '学生午餐',
      grades: [],
      from_on: care.today,
      last_on: later(care.today, 100),
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      begins: '11:50',
      choices: [
        { name: '普通餐', ends: '', price_fen: 1500 },
        { name: '清真餐', ends: '', price_fen: 1600 },
      ],
      capacity: 100,
      deadline_days: 0,
      deadline: '00:00',
      duties: [{ person_id: duty.person, weekdays: [] }],
    },
  })
  expect(made.status()).toBe(201)
  const lunch = ((await made.json()) as { services: { id: string; title: string }[] }).services.find(
    (one) => one.title === '学生午餐',
  )!.id
  expect((await request.post(`/api/schools/${school}/care/${lunch}/open`, { headers })).ok()).toBe(true)
  await page.goto(`/care/${school}/menus`)
  await settled(page)
  await page.getByRole('button', { name: `编辑菜单 ${care.today}` }).click()
  const menu = page.getByRole('dialog')
  await menu.getByLabel('菜品 1').fill('番茄炒蛋')
  await menu.getByLabel('成本（元/份） 1').fill('2.35')
  await menu.getByRole('combobox', { name: '含有的过敏原 1' }).click()
  await page.getByRole('option', { name: '蛋类' }).click()
  await menu.getByRole('combobox', { name: '含有的过敏原 1' }).press('Tab')
  await menu.getByRole('button', { name: '添加菜品' }).click()
  await menu.getByLabel('菜品 2').fill('米饭')
  await withoutBarriers(page)
  await shot(page, 'menu-dialog-1440-zh')
  await menu.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已公布')).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'menus-1440-zh')
  await page.getByRole('button', { name: '按表导入' }).click()
  const bySheet = page.getByRole('dialog', { name: '按表导入' })
  const [filled] = await Promise.all([
    page.waitForEvent('download'),
    bySheet.getByRole('link', { name: /下载 4 周的表/ }).click(),
  ])
  await bySheet.locator('input[type=file]').setInputFiles(await filled.path())
  await expect(bySheet.getByText('共 2 行，1 天，没有错误')).toBeVisible()
  await bySheet.locator('input[type=file]').setInputFiles({
    name: 'menus.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`日期,菜品,含有,成本（元/份）,公布\n${care.today},鱼香肉丝,神秘果,2,是\n`),
  })
  await expect(bySheet.getByText(/“神秘果”不在其中/)).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'menus-sheet-1440-zh')
  await bySheet.getByRole('button', { name: '取消' }).click()

  await guardian.goto('/care')
  await settled(guardian)
  await guardian.getByRole('button', { name: '填写' }).click()
  const safety = guardian.getByRole('dialog')
  await expect(safety.getByRole('button', { name: '保存' })).toBeDisabled()
  await safety.locator('label', { hasText: '我同意' }).click()
  await safety.locator('label', { hasText: '蛋类' }).click()
  await safety.getByLabel('需要注意的情况').fill('书包里有药')
  await safety.getByRole('button', { name: '添加接送人' }).click()
  await safety.getByLabel('关系 1').fill('奶奶')
  await safety.getByLabel('姓名 1').fill('李秀兰')
  await withoutBarriers(guardian)
  await shot(guardian, 'safety-390-zh')
  await safety.getByRole('button', { name: '保存' }).click()
  await expect(guardian.getByText('书包里有药')).toBeVisible()
  const child = (
    (await (await request.get(`/api/classes/${of.id}/students`)).json()) as {
      items: { id: string; name: string }[]
    }
  ).items.find((one) => one.name === '孙小禾')!.id
  const signed = await request.put(`/api/schools/${school}/care/${lunch}/people/${child}`, {
    headers,
    data: { days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, choice: 1 })) },
  })
  expect(signed.ok()).toBe(true)
  await guardian.reload()
  await settled(guardian)
  await expect(guardian.getByText(/番茄炒蛋/)).toBeVisible()
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  await shot(guardian, 'own-menu-390-zh')
  await duty.page.goto('/care-duty')
  await settled(duty.page)
  // The lunch: whoever signed up for care after its hour comes from tomorrow on.
  const toLunch = async () => {
    await duty.page.getByRole('combobox', { name: '服务' }).click()
    await duty.page.getByRole('option', { name: '学生午餐' }).click()
  }
  await toLunch()
  await expect(duty.page.getByText('不能吃：番茄炒蛋')).toBeVisible()
  await expect(duty.page.getByText('书包里有药')).toBeVisible()
  await fitsItsWidth(duty.page)
  await withoutBarriers(duty.page)
  await shot(duty.page, 'duty-safety-390-zh')
  await page.goto(`/care/${school}/desk`)
  await settled(page)
  await expect(page.getByText('1 人不能吃')).toBeVisible()
  await expect(page.getByText('书包里有药')).toHaveCount(0)
  await withoutBarriers(page)
  await shot(page, 'desk-lunch-1440-zh')
  await page.goto(`/care/${school}/months`)
  await settled(page)
  await expect(page.getByRole('cell', { name: '15 元', exact: true }).first()).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'month-1440-zh')
  await guardian.getByRole('button', { name: '撤回同意' }).click()
  await guardian.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click()
  await expect(guardian.getByText('书包里有药')).toHaveCount(0)
  await duty.page.reload()
  await settled(duty.page)
  await toLunch()
  await expect(duty.page.getByText('孙小禾')).toBeVisible()
  await expect(duty.page.getByText('书包里有药')).toHaveCount(0)

  for (const one of [page, guardian, duty.page])
    await one.addInitScript(() => localStorage.setItem('doorstep.language', 'en'))
  await page.goto(`/care/${school}`)
  await settled(page)
  await shot(page, 'services-1440-en')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/care/${school}/desk?on=${new Date(Date.now() + 864e5).toISOString().slice(0, 10)}`)
  await settled(page)
  await fitsItsWidth(page)
  await shot(page, 'desk-390-en')
  for (const part of ['', '/menus', '/months']) {
    await page.goto(`/care/${school}${part}`)
    await settled(page)
    await fitsItsWidth(page)
    await shot(page, `services${part.replace('/', '-')}-390-en`)
  }
  await guardian.goto('/care')
  await settled(guardian)
  await fitsItsWidth(guardian)
  await shot(guardian, 'own-390-en')
})
