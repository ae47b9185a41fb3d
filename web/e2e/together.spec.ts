import { request as playwrightRequest } from '@playwright/test'
import ICAL from 'ical.js'

import { expect, generated, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a joint plan is made, a session called, and cancelled', async ({ page, request, areas }) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('link', { name: '联合教研', exact: true }).click()
  await expect(page.getByRole('heading', { name: '还没有教研计划' })).toBeVisible()
  await page.getByRole('button', { name: '制定计划' }).first().click()
  const dialog = page.getByRole('dialog', { name: '制定计划' })
  await dialog.getByLabel('名称').fill('五年级语文集体备课')
  await dialog.getByRole('combobox', { name: '参加学校' }).click()
  await page.getByRole('option').nth(0).click()
  await page.getByRole('option').nth(1).click()
  await page.keyboard.press('Escape')
  const end = dialog.getByLabel('结束日期')
  await end.fill(new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10))
  await end.press('Enter')
  await dialog.getByRole('button', { name: '制定计划' }).click()
  await expect(page.getByText('五年级语文集体备课')).toBeVisible()
  await page.getByRole('button', { name: '安排活动' }).click()
  const call = page.getByRole('dialog', { name: /安排活动/ })
  await call.getByLabel('主题').fill('第三单元')
  await call.getByRole('button', { name: '安排活动' }).click()
  await expect(page.getByRole('heading', { name: '即将开展' })).toBeVisible()
  await expect(page.getByText('14:00–15:30')).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('link', { name: '集团日程', exact: true }).click()
  await expect(page.getByRole('link', { name: /第三单元/ })).toBeVisible()
  await page.getByRole('button', { name: '订阅日历' }).click()
  await page.getByRole('button', { name: '生成地址' }).click()
  const feed = await page.getByLabel('订阅地址').inputValue()
  await withoutBarriers(page)
  const outside = await playwrightRequest.newContext()
  const answer = await outside.get(feed)
  expect(answer.headers()['content-type']).toContain('text/calendar')
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  const own = events.find((one) => one.summary === '第三单元 · 五年级语文集体备课')
  expect(own?.duration.toSeconds()).toBe(5400)
  expect((await outside.get(feed.replace(/.{8}\.ics$/, '00000000.ics'))).status()).toBe(404)
  await page.getByRole('button', { name: '停用全部地址' }).click()
  await expect(page.getByText('所有订阅地址已停用')).toBeVisible()
  expect((await outside.get(feed)).status()).toBe(404)
  await outside.dispose()
  await page.keyboard.press('Escape')
  await page.goto(`/groups/${group.id}/joint`)
  await page.getByRole('button', { name: '取消活动' }).click()
  await expect(page.getByText('已取消')).toBeVisible()
})

test('a notice is sent to a district, received by its officer with a receipt, and withdrawn', async ({
  page,
  areas,
}) => {
  const session = (await (await page.request.get('/api/session')).json()) as { csrf: string }
  const headers = { 'X-CSRF-Token': session.csrf }
  const made = await page.request.post('/api/accounts', {
    headers,
    data: {
      sign_in: 'notice-officer',
      name: 'Officer',
      post: { role: 'district_officer', org: generated(areas).id },
    },
  })
  expect(made.status()).toBe(201)
  await page.goto(`/d/${generated(areas).id}`)
  await settled(page)
  await page.getByRole('link', { name: /^通知，/ }).click()
  await expect(page.getByRole('heading', { name: '没有通知' })).toBeVisible()
  await page.getByRole('button', { name: '发通知' }).click()
  const dialog = page.getByRole('dialog', { name: /发通知/ })
  await dialog.getByLabel('标题').fill('开学准备会')
  await dialog.getByLabel('正文').fill('周五下午两点，区会议室。')
  await dialog.getByText('要求确认收到').click()
  await dialog.getByRole('button', { name: '发通知' }).click()
  // Other journeys have sent to the district as well.
  const sent = page.getByRole('listitem').filter({ hasText: '开学准备会' })
  await expect(sent).toBeVisible()
  await expect(sent.getByText(/0\/\d+ 人已读/)).toBeVisible()
  await withoutBarriers(page)
  await sent.getByRole('button', { name: '回执' }).click()
  await expect(page.getByRole('dialog', { name: '开学准备会' })).toContainText('Officer')
  await page.keyboard.press('Escape')
  await sent.getByRole('button', { name: '撤回' }).click()
  await expect(sent.getByText('已撤回')).toBeVisible()
})
