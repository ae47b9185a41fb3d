// An outside tool from the register of the district to a child's score: a real tool (ltijs) is connected by hand.
import type { Locator, Page } from '@playwright/test'

import { ownClass } from './own-class'
import { phoneBy } from './phone-by'
import { expect, fitsItsWidth, generated, largestGroup, settled, test, withoutBarriers } from './signed-in'
import { outsideTool } from './tool'

// The window that a button opens, once the tool has answered in it.
async function opened(page: Page, button: Locator): Promise<Page> {
  const [window] = await Promise.all([page.context().waitForEvent('page'), button.click()])
  return window
}
async function said(page: Page, button: Locator, words: RegExp) {
  const window = await opened(page, button)
  await expect(window.getByRole('heading', { name: 'A tool' })).toBeVisible()
  await expect(window.getByText(words)).toBeVisible()
  await window.close()
}

test('a district connects a tool, a school uses it in a class, a guardian decides, and the score comes home', async ({
  page: office,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(240_000)
  const tool = await outsideTool()
  const area = generated(areas).id
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }

  // The district registers it and tries it.
  await office.goto(`/d/${area}/tools`)
  await settled(office)
  await expect(office.getByText('还没有登记外部工具')).toBeVisible()
  await withoutBarriers(office)
  await office.getByRole('button', { name: '登记工具' }).click()
  const dialog = office.getByRole('dialog', { name: '登记工具' })
  await dialog.getByLabel('名称（中文）').fill('分数乐园')
  await dialog.getByLabel('用途说明').fill('练习分数的小游戏')
  await dialog.getByLabel('登录发起地址').fill(`${tool.url}/login`)
  await dialog.getByLabel('目标链接').fill(`${tool.url}/start`)
  await dialog.getByLabel('回调地址').fill(`${tool.url}/start`)
  await dialog.getByLabel('工具的密钥地址').fill(`${tool.url}/keys`)
  await withoutBarriers(office)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  const card = office.getByRole('region', { name: '分数乐园' })
  await expect(card).toContainText('不含学生姓名')
  const listed = await (await request.get(`/api/areas/${area}/tools`)).json()
  await tool.know({
    issuer: listed.platform.issuer,
    client: listed.items[0].client_id,
    auth: listed.platform.authorization_url,
    token: listed.platform.token_url,
    keys: listed.platform.keys_url,
  })
  await said(office, card.getByRole('button', { name: '试开' }), /I am told: Administrator, no name/)
  await withoutBarriers(office)

  // A school switches it on, its teacher puts it into a class.
  const group = await largestGroup(request, areas)
  const school = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const { page: teacher } = await ownClass(browser, request, school, {
    key: 'LT',
    title: '五年级工具班',
    teacher: '具老师',
    children: ['钱小果', '赵小禾'],
  })
  await office.goto(`/tools/${school}`)
  await settled(office)
  await office.locator('.el-switch').first().click()
  await expect(office.getByRole('switch', { name: '分数乐园' })).toBeChecked()
  await withoutBarriers(office)

  await teacher.goto(`/tools/${school}`)
  await settled(teacher)
  await teacher.getByRole('button', { name: '放置工具' }).click()
  const placing = teacher.getByRole('dialog', { name: '放置工具' })
  await expect(placing.getByText('0 / 2 名学生的监护人已同意')).toBeVisible()
  await placing.getByLabel('显示的名称').fill('分数练习')
  await withoutBarriers(teacher)
  await placing.getByRole('button', { name: '放置工具' }).click()
  await expect(placing).toHaveCount(0)
  await said(
    teacher,
    teacher.getByRole('button', { name: '分数练习 ↗' }),
    /Instructor, no name, 五年级工具班.*Members: 1/,
  )

  // Or by what is chosen in the tool itself.
  await teacher.getByRole('button', { name: '放置工具' }).click()
  const chosen = await opened(teacher, placing.getByRole('button', { name: '到工具里选' }))
  await expect(chosen.getByRole('button', { name: 'Chosen in the tool ↗' })).toBeVisible()
  await chosen.close()

  // A guardian comes by the code, sees what the tool would be told, and agrees.
  const own = await (await teacher.request.get('/api/own/assignments')).json()
  const of = (own.classes as { id: string; title: string }[]).find((one) => one.title === '五年级工具班')!
  const codes = await (
    await request.post(`/api/classes/${of.id}/codes`, { headers, data: { relation: 'guardian' } })
  ).json()
  const phone = await phoneBy(browser, codes.items[0].code, '家长丙', 'tools-guardian')
  const asked = await request.post(`/api/schools/${school}/consents`, {
    headers,
    data: { purpose: 'platforms', class_id: of.id, until: '2027-12-31' },
  })
  expect(asked.ok()).toBe(true)
  await phone.goto('/tools')
  await settled(phone)
  await expect(phone.getByText('代号、“学生”身份、班级、课程或作业名称，不含姓名')).toBeVisible()
  await expect(phone.getByRole('button', { name: '分数练习 ↗' })).toBeDisabled()
  await withoutBarriers(phone)
  await fitsItsWidth(phone)
  const children = await (await phone.request.get('/api/account/children')).json()
  const ask = children.items[0].consents[0].ask_id as string
  const answered = await phone.request.put(`/api/account/children/${children.items[0].id}/consents`, {
    headers: { 'X-CSRF-Token': (await (await phone.request.get('/api/session')).json()).csrf },
    data: { ask_id: ask, given: true },
  })
  expect(answered.ok()).toBe(true)
  await phone.reload()
  await settled(phone)
  await said(phone, phone.getByRole('button', { name: '分数练习 ↗' }), /Learner, no name.*Result: 16 of 20/)
  await phone.reload()
  await settled(phone)
  await expect(phone.getByText('16 / 20')).toBeVisible()
  await withoutBarriers(phone)

  // Beside an assignment: who set it puts the tool there, the child opens it from the paper, the score stands there.
  const desk = { 'X-CSRF-Token': (await (await teacher.request.get('/api/session')).json()).csrf as string }
  const set = await teacher.request.post('/api/own/assignments', {
    headers: desk,
    data: {
      org_id: school,
      title: '第一单元作业',
      subject: 'mathematics',
      opens_on: '2026-09-01',
      opens: '00:00',
      due_on: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
      due: '20:00',
      late: 'refused',
      tries: 1,
      shuffled: false,
      shows: 'at_once',
      items: [
        {
          question: {
            kind: 'essay',
            title: '',
            text: '怎样比较分母不同的分数？',
            points: 2,
            rule: 'exact',
            part_share: 0,
            explanation: '',
          },
        },
      ],
      classes: [of.id],
    },
  })
  expect(set.ok(), await set.text()).toBe(true)
  const work = (await set.json()).of.id as string
  expect((await teacher.request.post(`/api/own/assignments/${work}/give`, { headers: desk })).ok()).toBe(true)
  await teacher.goto(`/assignments/${work}`)
  await settled(teacher)
  const beside = teacher.getByRole('region', { name: '外部工具' })
  await expect(beside).toContainText('这份作业旁还没有放工具')
  await beside.getByRole('button', { name: '放置工具' }).click()
  await placing.getByLabel('显示的名称').fill('比大小')
  await withoutBarriers(teacher)
  await placing.getByRole('button', { name: '放置工具' }).click()
  await expect(placing).toHaveCount(0)
  await said(
    teacher,
    beside.getByRole('button', { name: '比大小 ↗' }),
    /Instructor, no name, 第一单元作业.*Members: 1/,
  )
  await phone.goto(`/homework/${children.items[0].id}/${work}`)
  await settled(phone)
  const tools = phone.getByRole('region', { name: '外部工具' })
  await said(phone, tools.getByRole('button', { name: '比大小 ↗' }), /Learner, no name.*Result: 16 of 20/)
  await phone.reload()
  await settled(phone)
  await expect(tools.getByText('16 / 20')).toBeVisible()
  await withoutBarriers(phone)
  await fitsItsWidth(phone)
  await teacher.reload()
  await settled(teacher)
  await beside.getByRole('link', { name: '成绩' }).click()
  await settled(teacher)
  await expect(teacher.getByRole('heading', { name: '第一单元作业 · 成绩' })).toBeVisible()
  await expect(teacher.getByRole('cell', { name: '16', exact: true })).toBeVisible()
  await teacher.goto(`/tools/${school}`)
  await settled(teacher)
  await phone.goto('/tools')
  await settled(phone)

  // The teacher reads it; the guardian stops the tool.
  await teacher.getByRole('link', { name: '成绩' }).first().click()
  await settled(teacher)
  await expect(teacher.getByRole('cell', { name: '16', exact: true })).toBeVisible()
  await withoutBarriers(teacher)
  await phone.locator('.el-switch').first().click()
  await expect(phone.getByText('已由监护人停用').first()).toBeVisible()
  await expect(phone.getByRole('button', { name: '分数练习 ↗' })).toBeDisabled()
  await expect(phone.getByRole('button', { name: '比大小 ↗' })).toBeDisabled()

  // The district sees what it was told.
  await office.goto(`/d/${area}/tools`)
  await settled(office)
  await expect(card).toContainText('传回成绩 2 次')
  await card.getByRole('link', { name: '接入信息与使用记录' }).click()
  await settled(office)
  await expect(office.getByText('client_id')).toBeVisible()
  await withoutBarriers(office)
  for (const one of [teacher, phone]) await one.context().close()
  await tool.end()
})
