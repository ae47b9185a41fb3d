// From the offer to the certificate that anybody may check.
import { execFileSync } from 'node:child_process'

import {
  expect,
  fitsItsWidth,
  foundGroup,
  generated,
  pageOf,
  settled,
  test,
  withoutBarriers,
} from './signed-in'

const day = (ahead: number) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10)

test('a group trains a teacher, who gets a certificate', async ({ page, request, areas, browser }) => {
  const group = await foundGroup(request, areas, '培训集团')
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const school = about.members[0].school_id as string
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }

  const teacher = await pageOf(browser, request, { name: 'peixun', role: 'teacher', org: school })
  const staff = await (await request.get(`/api/schools/${school}/staff-accounts`)).json()
  const who = staff.items.find((one: { role: string }) => one.role === 'teacher')
  const tied = await request.post(`/api/schools/${school}/staff-accounts`, {
    headers,
    data: { person_id: who.id, sign_in: 'peixun' },
  })
  expect(tied.ok()).toBe(true)

  await page.goto(`/training/${group.id}`)
  await settled(page)
  await page.getByRole('button', { name: '举办培训' }).first().click()
  const dialog = page.getByRole('dialog', { name: '举办培训' })
  await dialog.getByLabel('名称').fill('大单元教学设计')
  await dialog.getByRole('button', { name: '举办培训' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '大单元教学设计' })).toBeVisible()
  await withoutBarriers(page)
  const offer = page.url().split('/').at(-1)

  await teacher.goto('/training')
  await settled(teacher)
  const open = teacher.getByRole('region', { name: '可以报名' })
  await open.getByRole('button', { name: '报名' }).click()
  const going = teacher.getByRole('region', { name: '正在参加' })
  await expect(going).toContainText('大单元教学设计')
  await expect(going).toContainText('已录取')
  await withoutBarriers(teacher)
  await teacher.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(teacher)
  await teacher.goto('/today')
  await settled(teacher)
  await expect(teacher.getByRole('region', { name: '我的培训' })).toContainText('大单元教学设计')
  await expect(teacher.getByRole('region', { name: /^未来/ })).toContainText('大单元教学设计')

  // The session is moved to a day that is over, so that the journey need not wait for it.
  const file = await (await request.get(`/api/orgs/${group.id}/training/offers/${offer}`)).json()
  const session = file.offer.sessions[0]
  const moved = await request.put(`/api/orgs/${group.id}/training/offers/${offer}`, {
    headers,
    data: {
      title: file.offer.title,
      kind: file.offer.kind,
      level: file.offer.level,
      deadline: day(-3),
      sessions: [{ id: session.id, on: day(-2), from: '14:00', to: '16:00', hours: 2 }],
    },
  })
  expect(moved.ok()).toBe(true)
  await teacher.goto('/notices')
  await expect(teacher.getByText('培训时间或地点有变：大单元教学设计').first()).toBeVisible()
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: '考勤' }).click()
  const attendance = page.getByRole('dialog', { name: /考勤/ })
  await attendance.getByRole('button', { name: '全部到场' }).click()
  await attendance.getByRole('button', { name: '保存' }).click()
  await expect(attendance).toBeHidden()
  await page.getByRole('button', { name: '结束并发证' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束并发证' }).click()
  const people = page.getByRole('region', { name: '参训名单' })
  const code = people.getByText(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/)
  await expect(code).toBeVisible()
  const typed = (await code.innerText()).trim()

  await teacher.goto('/training')
  await settled(teacher)
  const kept = teacher.waitForEvent('download')
  await teacher.getByRole('link', { name: /证书/ }).click()
  const text = execFileSync('pdftotext', [await (await kept).path(), '-']).toString()
  expect(text).toContain('大单元教学设计')
  expect(text).toContain(typed)

  const visitor = await (
    await browser.newContext({ baseURL: process.env.DOORSTEP_URL, locale: 'zh-CN', storageState: undefined })
  ).newPage()
  await visitor.goto('/check')
  await visitor.getByLabel('查验码').fill(typed.toLowerCase())
  await visitor.getByLabel('证书上的姓名').fill(who.name)
  await visitor.getByRole('button', { name: '查验' }).click()
  await expect(visitor.getByText('证书有效')).toBeVisible()
  await visitor.getByLabel('证书上的姓名').fill('某某某')
  await visitor.getByRole('button', { name: '查验' }).click()
  await expect(visitor.getByText('未查到有效证书').first()).toBeVisible()
  await withoutBarriers(visitor)

  await page.goto(`/training/${group.id}?tab=hours`)
  await settled(page)
  await expect(page.getByRole('region', { name: '教师名单' })).toContainText(who.name)
  await withoutBarriers(page)
})

test('a teacher opens what shows a training elsewhere, and nobody of another school does', async ({
  request,
  areas,
  browser,
}) => {
  const group = await foundGroup(request, areas, '校外培训集团')
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const school: string = about.members[0].school_id
  const listed = await (await request.get(`/api/schools?district=${generated(areas).id}&limit=2`)).json()
  const other: string = listed.items.find((one: { id: string }) => one.id !== school).id
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const teacher = await pageOf(browser, request, { name: 'xiaowai', role: 'teacher', org: school })
  const staff = await (await request.get(`/api/schools/${school}/staff-accounts`)).json()
  const who = staff.items.find(
    (one: { role: string; sign_in: string }) => one.role === 'teacher' && !one.sign_in,
  )
  await request.post(`/api/schools/${school}/staff-accounts`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { person_id: who.id, sign_in: 'xiaowai' },
  })
  await teacher.goto('/training')
  await settled(teacher)
  await teacher.getByRole('button', { name: '申报校外培训' }).click()
  const dialog = teacher.getByRole('dialog', { name: '申报校外培训' })
  await dialog.getByLabel('名称').fill('国培计划')
  await dialog.getByLabel('举办单位').fill('师范大学')
  for (const [label, on] of [
    ['开始', day(-20)],
    ['最后一天', day(-18)],
  ] as const) {
    await dialog.getByLabel(label).fill(on)
    await dialog.getByLabel(label).press('Enter')
  }
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '证书.txt', mimeType: 'text/plain', buffer: Buffer.from('结业证书') })
  await dialog.getByRole('button', { name: '提交申报' }).click()
  await expect(dialog).toBeHidden()
  const mine = teacher.getByRole('region', { name: '校外培训' })
  const link = mine.getByRole('link', { name: '下载“证书.txt”' })
  const address = (await link.getAttribute('href'))!
  const kept = teacher.waitForEvent('download')
  await link.click()
  expect((await kept).suggestedFilename()).toBe('证书.txt')
  const colleague = await pageOf(browser, request, { name: 'tongshipeixun', role: 'teacher', org: school })
  expect((await colleague.request.get(address)).status()).toBe(404)
  const head = await pageOf(browser, request, { name: 'linxiaopeixun', role: 'principal', org: other })
  const file = address.split('/').at(-1)
  expect((await head.request.get(`/api/orgs/${school}/training/files/${file}`)).status()).toBe(403)
  expect((await request.get(`/api/orgs/${school}/training/files/${file}`)).status()).toBe(200)
})

test('a centre plans for the backbone teachers of all campuses', async ({ page, request, areas }) => {
  const group = await foundGroup(request, areas, '骨干集团')
  await page.goto(`/training/${group.id}?tab=plans`)
  await settled(page)
  await expect(page.getByText('集团还没有教师发展中心')).toBeVisible()
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const made = await request.post(`/api/groups/${group.id}/centres`, {
    headers: { 'X-CSRF-Token': csrf },
    data: { kind: 'teachers', name: '教师发展中心' },
  })
  expect(made.ok()).toBe(true)
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: '制定计划' }).click()
  const dialog = page.getByRole('dialog', { name: '制定计划' })
  await dialog.getByLabel('目标').fill('三年培养区级骨干教师 6 名')
  await dialog.getByRole('button', { name: '添加项目' }).click()
  await dialog.getByLabel('项目名称 1').fill('青年骨干研修')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: '培养项目' })).toContainText('青年骨干研修')
  await expect(page.getByRole('region', { name: '各校区参与情况' })).toContainText('尚未参与')
  await withoutBarriers(page)
})
