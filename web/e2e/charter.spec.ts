import { expect, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a charter is drafted from the template, commented on, and compared with its next version', async ({
  page,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('link', { name: '集团章程', exact: true }).click()
  await expect(page.getByRole('heading', { name: '还没有章程' })).toBeVisible()

  const draft = async (title: string) => {
    await page.getByRole('button', { name: '起草新版' }).click()
    const dialog = page.getByRole('dialog', { name: '起草新版' })
    await dialog.getByLabel('章程名称').fill(title)
    await dialog.getByRole('button', { name: '起草新版' }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }
  await draft('章程第一稿')
  await expect(page.getByRole('heading', { name: '第 1 条 名称与宗旨' })).toBeVisible()
  await page.getByRole('button', { name: '征求意见' }).click()
  await page.getByRole('button', { name: '提意见' }).first().click()
  await page.getByLabel('对第 1 条的意见').fill('写明成员校名单')
  await page.getByRole('button', { name: '提交意见' }).click()
  await expect(page.getByText('写明成员校名单')).toBeVisible()
  await page.getByLabel('答复').fill('列入附件')
  await page.getByRole('button', { name: '答复并办结' }).click()
  await expect(page.getByText('已办结')).toBeVisible()
  await withoutBarriers(page)

  await page.goto(`/groups/${group.id}/charter`)
  await draft('章程第二稿')
  await page.getByRole('button', { name: '修改草案' }).click()
  await page.getByLabel('条文').first().fill('本集团由十所学校组成，宗旨是让每一个孩子在家门口就能上好学校。')
  await page.getByRole('button', { name: '保存草案' }).click()
  await expect(page.getByText('本集团由十所学校组成')).toBeVisible()
  await page.goto(`/groups/${group.id}/charter`)
  const compare = page.getByRole('region', { name: '比较两版' })
  await expect(compare).toContainText('1 处不同')
  await expect(compare.locator('ins').first()).toContainText('十')
  await withoutBarriers(page)

  await page.getByRole('link', { name: '章程第二稿' }).click()
  await page.getByRole('button', { name: '交付表决' }).click()
  await page.getByRole('button', { name: '通过章程' }).click()
  await expect(page.getByRole('dialog', { name: '通过章程' })).toContainText('理事会决议')
})
