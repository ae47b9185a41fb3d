import type { APIRequestContext, Page } from '@playwright/test'

import { expect, fitsItsWidth, foundGroup, pageOf, settled, test, withoutBarriers } from './signed-in'

async function choose(page: Page, label: string, option: string) {
  await page.getByRole('dialog').getByLabel(label).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

// A teacher of the group's lead school who has served long, with an account of the same name.
async function teacherOf(request: APIRequestContext, group: string) {
  const whole = (await (await request.get(`/api/groups/${group}`)).json()) as {
    members: { school_id: string; school: string }[]
  }
  const school = whole.members[0]!
  const staff = (await (await request.get(`/api/schools/${school.school_id}/staff`)).json()) as {
    items: { id: string; name: string; role: string; begin_on: string; full_time: boolean }[]
  }
  const old = staff.items.filter((one) => one.role === 'teacher' && (one.begin_on ?? '') < '2019-01-01')
  return { school: school.school_id, schoolName: school.school, person: old[0] ?? staff.items[0]! }
}

test('a call from its making to the notice: applying, a blind panel, ranking, an objection and its answer', async ({
  page,
  request,
  areas,
  browser,
}) => {
  test.setTimeout(180_000)
  const group = await foundGroup(request, areas, '职级集团')
  const { school, person } = await teacherOf(request, group.id)
  const teacher = await pageOf(browser, request, { name: 'rank-teacher', role: 'teacher', org: school })
  const csrf = ((await (await request.get('/api/session')).json()) as { csrf: string }).csrf
  const tied = await request.post(`/api/schools/${school}/staff-accounts`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { person_id: person.id, sign_in: 'rank-teacher' },
  })
  expect(tied.ok()).toBe(true)
  const first = await pageOf(browser, request, { name: 'rank-first', role: 'centre_head', org: group.id })
  const second = await pageOf(browser, request, { name: 'rank-second', role: 'centre_head', org: group.id })

  // The call and its panel.
  await page.goto(`/ranks/${group.id}`)
  await settled(page)
  await expect(page.getByRole('heading', { name: '还没有评审' })).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '发起评审' }).click()
  await choose(page, '阶梯', '骨干教师')
  await choose(page, '级别', '校级骨干教师')
  await page.getByRole('dialog').getByLabel('名称').fill('校级骨干评审')
  await page.getByRole('dialog').getByRole('button', { name: '发起评审' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '校级骨干评审' })).toBeVisible()
  const call = page.url().split('/').pop()!
  await page.getByRole('button', { name: '设定评审组' }).click()
  const panel = page.getByRole('dialog', { name: '设定评审组' })
  await panel.getByPlaceholder('账号名').nth(0).fill('rank-first')
  await panel.getByPlaceholder('账号名').nth(1).fill('rank-second')
  await panel.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('rank-first · 组长')).toBeVisible()
  await page.getByRole('button', { name: '开放申报' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开放申报' }).click()
  await expect(page.getByRole('button', { name: '开始评分' })).toBeVisible()

  // The teacher applies on the phone.
  await teacher.setViewportSize({ width: 390, height: 844 })
  await teacher.goto('/ranks')
  await settled(teacher)
  await expect(teacher.getByRole('heading', { name: '教师成长阶梯' })).toBeVisible()
  await fitsItsWidth(teacher)
  await withoutBarriers(teacher)
  await teacher.getByRole('link', { name: '校级骨干评审' }).click()
  await settled(teacher)
  await fitsItsWidth(teacher)
  await teacher.getByRole('button', { name: '申报', exact: true }).click()
  await teacher.getByLabel('申报陈述').fill(`我是${person.name}，带过三位青年教师。`)
  const evidence = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) })
  const dialog = teacher.getByRole('dialog')
  await dialog
    .locator('input[type=file]')
    .setInputFiles([
      evidence('教案.txt', '小数乘法，三个课时。'),
      evidence('证书.txt', `兹证明 ${person.name} 老师获奖。`),
    ])
  await expect(dialog.getByText('教案.txt')).toBeVisible()
  await expect(dialog.getByText('评委才能看到')).toBeVisible()
  await teacher.getByRole('button', { name: '提交' }).click()
  await expect(teacher.getByText('待学校确认')).toBeVisible()

  // The school confirms.
  await page.goto(`/ranks/${school}`)
  await settled(page)
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await expect(page.getByText('学校已确认')).toBeVisible()

  // Nothing goes to the panel before it was looked through for names.
  await page.goto(`/ranks/calls/${call}`)
  const begin = async () => {
    await page.getByRole('button', { name: '开始评分' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '开始评分' }).click()
  }
  await begin()
  await expect(page.getByText('还没有核对是否含姓名')).toBeVisible()
  await expect(page.getByText('未发现姓名')).toBeVisible()
  await expect(page.getByText(`正文: ${person.name}`)).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '放行: 教案.txt' }).click()
  await expect(page.getByText('1 份待核对')).toBeVisible()
  await page.getByRole('button', { name: '暂缓: 证书.txt' }).click()
  await page.getByRole('dialog').getByLabel('理由').fill('正文有姓名')
  await page.getByRole('dialog').getByRole('button', { name: '暂缓' }).click()
  await expect(page.getByText('✓ 全部核对')).toBeVisible()
  await teacher.reload()
  await expect(teacher.getByText('评委看不到“证书.txt”：正文有姓名')).toBeVisible()
  await begin()
  await expect(page.getByText('已评 0/2')).toBeVisible()

  // Two of the panel score, by keys and without a name.
  for (const [member, digit] of [
    [first, '4'],
    [second, '3'],
  ] as const) {
    await member.goto(`/ranks/panels/${call}`)
    await settled(member)
    await member.getByRole('link', { name: /1 号/ }).click()
    await settled(member)
    await expect(member.getByText('我是***')).toBeVisible()
    await expect(member.getByText(person.name)).toHaveCount(0)
    await expect(member.getByRole('link', { name: /^材料 / })).toHaveCount(1)
    await expect(member.getByText('另有 1 份材料未放行')).toBeVisible()
    await withoutBarriers(member)
    for (const group of await member.getByRole('radiogroup').all()) {
      await group.getByRole('radio').first().focus()
      await member.keyboard.press(digit)
    }
    await member.getByRole('button', { name: '提交' }).click()
    await expect(member.getByText('已评 1/1')).toBeVisible()
  }

  // 100 and 80 lie more than 15 apart; there is nobody else who could read it.
  await page.reload()
  await settled(page)
  await expect(page.getByText('分差大').first()).toBeVisible()
  await page.getByRole('button', { name: '结束评分' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束评分' }).click()
  await expect(page.getByText('入围', { exact: true })).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '开始公示' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开始公示' }).click()
  await expect(page.getByRole('button', { name: '作出决定' })).toBeVisible()

  // Anybody of the staff objects; the answer comes back.
  await second.goto(`/ranks/notices/${call}`)
  await settled(second)
  await expect(second.getByRole('cell', { name: person.name })).toBeVisible()
  await withoutBarriers(second)
  await second.getByRole('button', { name: '提出异议' }).click()
  await second.getByLabel('异议和依据').fill('年限有误')
  await second.getByRole('dialog').getByRole('button', { name: '提出异议' }).click()
  await expect(second.getByText('年限有误')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: '答复' }).click()
  await page.getByLabel('答复内容').fill('已核对，无误')
  await page.getByRole('dialog').getByRole('button', { name: '答复' }).click()
  await expect(page.getByText('已核对，无误')).toBeVisible()
  await page.getByRole('button', { name: '作出决定' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '作出决定' }).click()
  await expect(page.getByText(/公示期到/).first()).toBeVisible()
})

test('pyramid, posts and rules of a district', async ({ page, areas }) => {
  const district = areas.filter((one) => one.kind === 'district').sort((a, b) => b.groups - a.groups)[0]!
  await page.goto(`/ranks/${district.id}`)
  await settled(page)
  await page.getByRole('tab', { name: '梯队' }).click()
  await expect(page.getByRole('rowheader', { name: '领军教师' })).toBeVisible()
  await page.getByRole('combobox', { name: '阶梯' }).click()
  await page.getByRole('option', { name: '教师职称' }).click()
  await expect(page.getByRole('rowheader', { name: '高级教师', exact: true })).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('tab', { name: '职称岗位' }).click()
  await expect(page.getByText('国人部发〔2006〕87号')).toBeVisible()
  await page.getByRole('button', { name: /^核定/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('中级岗位').fill('30')
  await dialog.getByLabel('理由').fill('2026 年核定')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(/\/ 30\*/)).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('tab', { name: '规则与版本' }).click()
  await page.getByRole('button', { name: /教师成长阶梯/ }).click()
  await page.getByRole('button', { name: '发布本地版本' }).first().click()
  await page.getByLabel('公示天数').fill('5')
  await page.getByRole('dialog').getByLabel('理由').fill('按市里要求')
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByText(`${district.name} 第 1 版`)).toBeVisible()
  await withoutBarriers(page)
})
