import { expect, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a council sits, votes with a quorum, and a task follows', async ({ page, request, areas }) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}`)
  await settled(page)
  await page.getByRole('link', { name: '理事会', exact: true }).click()
  await expect(page.getByRole('heading', { name: '还没有理事' })).toBeVisible()

  const seat = async (name: string, account: string) => {
    await page.getByRole('button', { name: '登记理事' }).click()
    const dialog = page.getByRole('dialog', { name: '登记理事' })
    await dialog.getByLabel('姓名').fill(name)
    await dialog.getByLabel('账号名').fill(account)
    await dialog.getByRole('button', { name: '登记理事' }).click()
    await expect(dialog).toBeHidden()
  }
  await seat('王理事', 'administrator')
  await seat('李理事', '')
  await expect(page.getByRole('region', { name: '理事' }).getByRole('listitem')).toHaveCount(2)

  await page.getByRole('button', { name: '召集会议' }).click()
  const call = page.getByRole('dialog', { name: '召集会议' })
  await call.getByLabel('会议名称').fill('秋季理事会')
  await call.getByRole('button', { name: '召集会议' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '秋季理事会' })).toBeVisible()

  await page.getByRole('button', { name: '添加议题' }).click()
  const item = page.getByRole('dialog', { name: '添加议题' })
  await item.getByLabel('议题').fill('骨干教师交流')
  await item.getByLabel('决议草案').fill('每年交流骨干教师不少于百分之二十。')
  await item.getByRole('button', { name: '添加议题' }).click()
  await expect(item).toBeHidden()
  await page.getByRole('button', { name: '开始会议' }).click()
  await expect(page.getByRole('button', { name: '结束会议' })).toBeVisible()
  await page.getByRole('button', { name: '开始表决' }).click()
  await expect(page.getByText('不足法定人数').first()).toBeVisible()

  const present = async (name: string) => {
    const box = page.getByRole('combobox', { name: `出席 ${name}` })
    await box.click()
    await page
      .locator(`[id="${await box.getAttribute('aria-controls')}"]`)
      .getByRole('option', { name: '出席', exact: true })
      .click()
  }
  await present('王理事')
  await expect(page.getByText('出席 1 / 2 席')).toBeVisible()
  await present('李理事')
  await expect(page.getByText('出席 2 / 2 席')).toBeVisible()
  await page.getByRole('button', { name: '开始表决' }).click()
  await page.getByRole('button', { name: '赞成', exact: true }).click()
  await expect(page.getByText('已投票')).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '结束表决' }).click()
  const agenda = page.getByRole('region', { name: '议程' })
  await expect(agenda.getByText('通过', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '结束会议' }).click()
  await expect(page.getByText('已结束')).toBeVisible()

  await page.goto(`/groups/${group.id}/council`)
  await page.getByRole('button', { name: '布置任务' }).click()
  const task = page.getByRole('dialog', { name: '布置任务' })
  await task.getByLabel('要做什么').fill('拟定交流名单')
  await task.getByLabel('负责人').fill('王理事')
  await task.getByRole('button', { name: '布置任务' }).click()
  await expect(page.getByRole('region', { name: '任务' })).toContainText('拟定交流名单')
  await withoutBarriers(page)
})
