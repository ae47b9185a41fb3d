import { expect, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a group takes a list, a school hands in evidence, and one cell is agreed', async ({
  page,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('link', { name: '一体化办学' }).click()
  await expect(page.getByRole('heading', { name: '还没有约定统一什么' })).toBeVisible()

  await page.getByRole('button', { name: '添加事项' }).first().click()
  const items = page.getByRole('dialog', { name: '添加事项' })
  await items
    .getByRole('listitem')
    .filter({ hasText: '四个统一' })
    .getByRole('button', { name: '采用' })
    .click()
  await expect(items).toBeHidden()
  const matrix = page.getByRole('region', { name: '一体化办学' })
  await expect(matrix.getByRole('rowheader', { name: '发展规划统一' })).toBeVisible()
  await withoutBarriers(page)

  const cell = matrix.getByRole('button', { name: /^发展规划统一，.*未约定$/ }).first()
  await cell.click()
  const drawer = page.getByRole('dialog', { name: '发展规划统一' })
  await drawer.getByText('全部统一', { exact: true }).click()
  await expect(drawer).toContainText('已约定：全部统一')
  await drawer.getByLabel('名称').fill('三年发展规划')
  await drawer.getByLabel('说明').fill('理事会通过，各校执行。')
  await drawer.getByRole('button', { name: '提交材料' }).click()
  await expect(drawer.getByRole('listitem')).toContainText('三年发展规划')
  await drawer.getByRole('button', { name: '确认做到' }).click()
  await expect(drawer).toContainText('不能确认只有自己提交的材料')
})
