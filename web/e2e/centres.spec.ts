import { expect, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a centre is founded, gets a head and a member, and is closed', async ({ page, request, areas }) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}/centres`)
  await settled(page)
  await expect(page.getByRole('heading', { name: '还没有中心' })).toBeVisible()
  await page.getByRole('button', { name: '设立中心' }).first().click()
  const found = page.getByRole('dialog', { name: '设立中心' })
  await expect(found.getByLabel('名称')).toHaveValue('质量管理中心')
  await found.getByRole('button', { name: '设立中心' }).click()
  const card = page.getByRole('region', { name: '质量管理中心' })
  await expect(card.getByText('没有主任')).toBeVisible()

  const appoint = async (name: string) => {
    await card.getByRole('button', { name: '任命' }).click()
    const dialog = page.getByRole('dialog', { name: '任命' })
    await dialog.getByLabel('姓名').fill(name)
    await dialog.getByRole('button', { name: '任命' }).click()
    return dialog
  }
  await expect(await appoint('王主任')).toBeHidden()
  await expect(card.getByText('没有主任')).toBeHidden()
  await expect(await appoint('李老师')).toBeHidden()
  await expect(card.getByRole('listitem')).toHaveText([/王主任.*主任/, /李老师.*成员/])
  const again = await appoint('李老师')
  await expect(again.getByText('已在这个中心任职').first()).toBeVisible()
  await again.getByRole('button', { name: '取消' }).click()
  await withoutBarriers(page)

  await card.getByRole('button', { name: '撤销' }).click()
  const close = page.getByRole('dialog', { name: '撤销质量管理中心' })
  await expect(close.getByText('2 人同时结束任职')).toBeVisible()
  await close.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByText('已撤销的中心（1）')).toBeVisible()
})
