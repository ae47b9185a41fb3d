import { expect, generated, groupsOf, settled, test, withoutBarriers } from './signed-in'

test('a district sees how much its groups cover, by model and by stage', async ({ page, areas }) => {
  await page.goto(`/d/${generated(areas).id}/groups`)
  await settled(page)
  const card = page.getByRole('region', { name: '集团覆盖' })
  await expect(card).toContainText('学校覆盖率')
  const models = await card.getByRole('row').count()
  await card.getByText('按学段').click()
  await expect(card.getByRole('rowheader', { name: '小学' })).toBeVisible()
  expect(models).toBeGreaterThan(1)
})

test('a change of a group is shown before it is made, and stays in its history', async ({
  page,
  request,
  areas,
}) => {
  const groups = await groupsOf(request, areas)
  const group = groups.find((one) => one.model === 'leading_school')!
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  const model = page.getByRole('region', { name: '办学模式' })
  await expect(model).toContainText('谁可以加入')
  await withoutBarriers(page)

  await page.getByRole('button', { name: '变更' }).click()
  await page.getByRole('menuitem', { name: '拆分集团' }).click()
  const dialog = page.getByRole('dialog', { name: '拆分集团' })
  await dialog.getByLabel('集团', { exact: true }).fill('新苗教育集团')
  await dialog.getByLabel('分出的学校').click()
  // The first is the lead school; the one after it goes.
  const school = page.getByRole('option').nth(1)
  const name = (await school.textContent())?.trim() ?? 'no school'
  await school.click()
  await dialog.getByLabel('缘由').fill('规模过大')
  await dialog.getByLabel('牵头学校').click()
  await page.getByRole('option', { name }).last().click()
  await dialog.getByRole('button', { name: '先看会发生什么' }).click()
  await expect(dialog.getByRole('status')).toContainText(name)
  await expect(dialog.getByRole('status')).toContainText('尚未保存')
  await dialog.getByRole('button', { name: '确认变更' }).click()
  await expect(dialog).toBeHidden()
  const history = page.getByRole('region', { name: '沿革' })
  await expect(history).toContainText('分出 新苗教育集团')
  await expect(history).toContainText('规模过大')
  await history.getByRole('link', { name: '分出 新苗教育集团' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('新苗教育集团')
  await expect(page.getByRole('region', { name: '成员' })).toContainText(name)
})

test('a rule of the model is told before anything is kept', async ({ page, request, areas }) => {
  const groups = await groupsOf(request, areas)
  const group = groups.find((one) => one.model === 'leading_school')!
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('region', { name: '成员' }).getByRole('button', { name: '退出' }).first().click()
  const dialog = page.getByRole('dialog', { name: '成员退出' })
  await dialog.getByRole('button', { name: '先看会发生什么' }).click()
  await expect(dialog).toContainText('核心校不能直接退出')
})
