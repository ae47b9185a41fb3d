import { expect, generated, settled, staffPage, test, withoutBarriers } from './signed-in'

test('a school makes accounts for its staff, and a teacher is known by the account', async ({
  page,
  request,
  browser,
  areas,
}) => {
  const listed = await request.get(`/api/schools?district=${generated(areas).id}&limit=200`)
  const school = ((await listed.json()) as { items: { id: string; group_id: string | null }[] }).items.at(-1)!
  await page.goto(`/schools/${school.id}`)
  await page.getByRole('tab', { name: '教职工账号' }).click()
  await settled(page)
  const card = page.getByRole('tabpanel', { name: '教职工账号' })
  await card.getByRole('button', { name: '开通账号', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '开通账号' }).click()
  const links = page.getByRole('dialog', { name: '教职工账号链接' })
  await expect(links.getByRole('status')).toContainText('已开通 1 个账号')
  await expect(links.getByRole('listitem')).toHaveCount(1)
  await links.getByRole('button', { name: /close|关闭/i }).click()
  await expect(card.getByRole('button', { name: '解除绑定' })).toHaveCount(1)
  await withoutBarriers(page)

  const teacher = await staffPage(browser, request, school.id)
  const own = await (await teacher.page.request.get('/api/own/staff')).json()
  expect(own.teacher.name).toBe(teacher.name)
  expect(own.teacher.school_id).toBe(school.id)
  const elsewhere = await teacher.page.request.get(`/api/schools/${school.id}/staff-accounts`)
  expect(elsewhere.status()).toBe(403)

  await card.getByRole('button', { name: '解除绑定' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click()
  await expect
    .poll(async () => {
      const now = await (await request.get(`/api/schools/${school.id}/staff-accounts`)).json()
      return (now.items as { at: string }[]).filter((one) => one.at).length
    })
    .toBe(1)
})
