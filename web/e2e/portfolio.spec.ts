import type { APIRequestContext, Locator, Page } from '@playwright/test'

import { expect, fitsItsWidth, generated, settled, staffPage, test, withoutBarriers } from './signed-in'

// A school of the journeys' own: each takes another one, so that none meets the people of another.
async function schoolAt(request: APIRequestContext, district: string, place: number): Promise<string> {
  const listed = await request.get(`/api/schools?district=${district}&limit=200`)
  const schools = ((await listed.json()) as { items: { id: string }[] }).items
  return schools.at(place)!.id
}
async function choose(page: Page, within: Locator, label: string, option: string) {
  await within.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).first().click()
}
const sentence = Buffer.from('一次公开课的教案')

test('an entry is written with evidence, handed in, returned, and confirmed', async ({
  request,
  browser,
  areas,
}) => {
  const school = await schoolAt(request, generated(areas).id, -3)
  const teacher = await staffPage(browser, request, school)
  const head = await staffPage(browser, request, school, { role: 'principal' })
  const page = teacher.page
  await page.goto('/portfolio')
  await settled(page)
  await expect(page.getByRole('heading', { level: 1, name: '我的成长档案' })).toBeVisible()
  await expect(page.getByText('任职经历').first()).toBeVisible()
  await page.getByRole('button', { name: '添加记录' }).first().click()
  const dialog = page.getByRole('dialog', { name: '添加记录' })
  await choose(page, dialog, '类别', '公开课、示范课')
  await dialog.getByLabel('名称').fill('《背影》公开课')
  await choose(page, dialog, '级别', '集团级')
  await dialog.locator('input[type=file]').setInputFiles({ name: '教案.txt', mimeType: '', buffer: sentence })
  await expect(dialog.getByText('✓ 教案.txt')).toBeVisible()
  await dialog.getByRole('button', { name: '保存' }).click()
  const entry = page.getByRole('article', { name: '《背影》公开课' }).first()
  await expect(entry.getByText('草稿')).toBeVisible()
  await entry.getByRole('button', { name: '提交学校确认' }).click()
  await expect(entry.getByText('待审核')).toBeVisible()
  await withoutBarriers(page)

  await head.page.goto(`/teachers/${school}?tab=waiting`)
  await settled(head.page)
  await head.page.getByRole('link', { name: teacher.name }).first().click()
  const seen = head.page.getByRole('article', { name: '《背影》公开课' }).first()
  await expect(seen.getByText('教案.txt')).toBeVisible()
  await seen.getByRole('button', { name: '退回' }).click()
  const back = head.page.getByRole('dialog', { name: '退回' })
  await back.getByLabel('退回原因').fill('请写明班级')
  await back.getByRole('button', { name: '退回' }).click()
  await expect(seen).toBeHidden()

  await page.reload()
  await expect(entry.getByText('退回原因：请写明班级')).toBeVisible()
  await entry.getByRole('button', { name: '提交学校确认' }).click()
  await head.page.reload()
  await seen.getByRole('button', { name: '确认' }).click()
  await expect(seen.getByText('✓ 已确认')).toBeVisible()
  await withoutBarriers(head.page)

  const colleague = await staffPage(browser, request, school, { n: 1 })
  await colleague.page.goto(`/people/${teacher.person}/portfolio`)
  await settled(colleague.page)
  await expect(colleague.page.getByText('同事视角')).toBeVisible()
  await expect(colleague.page.getByText('《背影》公开课')).toHaveCount(0)
  await page.reload()
  await entry.getByRole('button', { name: '向集团同事开放' }).click()
  await expect(entry.getByText('已向集团同事开放')).toBeVisible()
  await colleague.page.reload()
  await expect(colleague.page.getByText('《背影》公开课').first()).toBeVisible()
})

test('a case of conduct is heard, decided and reviewed, and seen by who has to know', async ({
  request,
  browser,
  areas,
}) => {
  const school = await schoolAt(request, generated(areas).id, -4)
  const teacher = await staffPage(browser, request, school)
  const head = await staffPage(browser, request, school, { role: 'principal' })
  await head.page.goto(`/people/${teacher.person}/portfolio?tab=conduct`)
  await settled(head.page)
  await head.page.getByRole('button', { name: '登记师德事项' }).click()
  const open = head.page.getByRole('dialog', { name: '登记师德事项' })
  await choose(head.page, open, '涉及的行为', '组织、参与有偿补课')
  await open.getByLabel('反映的情况').fill('家长反映周末有偿补课')
  await open.getByRole('button', { name: '登记师德事项' }).click()
  const card = head.page.getByRole('article', { name: /有偿补课/ })
  await expect(card.getByText('已登记，待告知本人')).toBeVisible()
  const step = async (on: Page, name: string, words: string, more?: (dialog: Locator) => Promise<void>) => {
    await on
      .getByRole('article', { name: /有偿补课/ })
      .getByRole('button', { name })
      .click()
    const dialog = on.getByRole('dialog', { name })
    await more?.(dialog)
    await dialog.locator('textarea').fill(words)
    await dialog.getByRole('button', { name }).click()
    await expect(dialog).toBeHidden()
  }
  await step(head.page, '告知本人', '反映您周末有偿补课，请于期限内陈述申辩')
  await expect(card.getByText('已告知，听取陈述')).toBeVisible()
  await expect(card.getByRole('button', { name: '认定' })).toHaveCount(0)

  await teacher.page.goto('/today')
  await teacher.page.getByRole('link', { name: /有一件师德事项等您办理/ }).click()
  await settled(teacher.page)
  await expect(teacher.page.getByText('家长反映周末有偿补课')).toHaveCount(0)
  await step(teacher.page, '陈述申辩', '是免费辅导自己的孩子')

  await head.page.reload()
  await step(head.page, '认定', '经核实，收费属实', (dialog) =>
    dialog.getByText('属实', { exact: true }).click(),
  )
  await step(head.page, '作出处理决定', '依据第四条', (dialog) =>
    choose(head.page, dialog, '处理方式', '取消评奖评优'),
  )
  await expect(card.getByText('已作处理决定')).toBeVisible()
  await withoutBarriers(head.page)
  await teacher.page.reload()
  await step(teacher.page, '申请复核', '事实不清')
  await expect(teacher.page.getByText('复核或申诉中')).toBeVisible()
  await withoutBarriers(teacher.page)
  const admin = await request.get(`/api/schools/${school}/conduct`)
  expect(((await admin.json()) as { items: unknown[] }).items).toEqual([])
})

test('performance is filled in, shown, answered and published', async ({ request, browser, areas }) => {
  const school = await schoolAt(request, generated(areas).id, -5)
  const teacher = await staffPage(browser, request, school)
  const head = await staffPage(browser, request, school, { role: 'principal' })
  await head.page.goto(`/teachers/${school}?tab=performance`)
  await settled(head.page)
  await head.page.getByRole('button', { name: '新建考核表' }).click()
  await head.page.getByRole('dialog', { name: '新建考核表' }).getByRole('button', { name: '保存' }).click()
  const table = head.page.getByRole('table')
  await table.getByRole('row').filter({ hasText: teacher.name }).getByRole('button', { name: '填写' }).click()
  const fill = head.page.getByRole('dialog', { name: teacher.name })
  const numbers = fill.getByRole('spinbutton')
  await expect(numbers).toHaveCount(5)
  for (let place = 0; place < 5; place++) await numbers.nth(place).fill('80')
  await fill.getByRole('button', { name: '保存' }).click()
  await expect(table.getByText('80.0')).toBeVisible()
  const agree = (name: string) => head.page.getByRole('dialog').getByRole('button', { name }).click()
  await head.page.getByRole('button', { name: '给教师查看' }).click()
  await agree('给教师查看')
  await expect(head.page.getByText('教师查看中')).toBeVisible()
  await withoutBarriers(head.page)

  await teacher.page.goto('/portfolio?tab=performance')
  await settled(teacher.page)
  await teacher.page.getByRole('button', { name: '提出意见' }).click()
  const answer = teacher.page.getByRole('dialog', { name: '提出意见' })
  await answer.getByLabel('本人意见').fill('教研一项有遗漏')
  await answer.getByText('请学校复议这一结果').click()
  await answer.getByRole('button', { name: '提交' }).click()
  await expect(teacher.page.getByText('请求复议')).toBeVisible()

  await head.page.reload()
  await expect(head.page.getByText('请求复议')).toBeVisible()
  await head.page.getByRole('button', { name: '公布' }).click()
  await agree('公布')
  await expect(head.page.getByText('✓ 已公布')).toBeVisible()
  await teacher.page.reload()
  await expect(teacher.page.getByRole('button', { name: '提出意见' })).toHaveCount(0)
})

test('goals stay private until they are shared, and teachers are found in lists', async ({
  page,
  request,
  browser,
  areas,
}) => {
  const school = await schoolAt(request, generated(areas).id, -6)
  const teacher = await staffPage(browser, request, school)
  await teacher.page.goto('/portfolio?tab=goals')
  await settled(teacher.page)
  await teacher.page.getByRole('button', { name: '制定目标' }).click()
  await teacher.page.getByLabel('目标', { exact: true }).fill('开一节集团公开课')
  await teacher.page.getByRole('button', { name: '保存' }).click()
  await expect(teacher.page.getByText('开一节集团公开课')).toBeVisible()
  await expect(teacher.page.getByText('仅本人可见')).toBeVisible()
  await withoutBarriers(teacher.page)

  await page.goto(`/teachers/${generated(areas).id}`)
  await settled(page)
  await expect(page.getByRole('table')).toBeVisible()
  await withoutBarriers(page)
  await page.getByPlaceholder('姓名').fill(teacher.name)
  await page.getByRole('link', { name: teacher.name, exact: true }).first().click()
  await settled(page)
  await expect(page.getByText('区县视角')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
})
