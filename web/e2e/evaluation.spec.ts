import { expect, generated, largestGroup, settled, test, withoutBarriers } from './signed-in'

test('a group evaluates its schools: indicators, values, publication, an appeal and its answer', async ({
  page,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  await page.goto(`/groups/${group.id}/evaluations`)
  await settled(page)
  await expect(page.getByRole('heading', { name: '还没有评价' })).toBeVisible()
  await page.getByRole('button', { name: '新建评价' }).click()
  const dialog = page.getByRole('dialog', { name: '新建评价' })
  await dialog.getByLabel('名称', { exact: true }).fill('年度评价')
  await dialog.getByLabel('指标名称 1').fill('教学常规')
  await dialog.getByRole('button', { name: '加一个指标' }).click()
  await dialog.getByLabel('指标名称 2').fill('体质健康')
  await dialog.getByRole('button', { name: '新建评价' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '年度评价' })).toBeVisible()
  await page.getByRole('button', { name: '开始评审' }).click()
  const value = page.getByLabel('教学常规 得分')
  await value.fill('80')
  await value.press('Enter')
  await expect(page.getByText('1 人已填')).toBeVisible()
  await expect(page.getByText('依据 50% 的权重')).toBeVisible()
  await withoutBarriers(page)
  await page.getByRole('button', { name: '公布结果' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '公布结果' }).click()
  await page.getByRole('button', { name: '提出申诉' }).click()
  const appeal = page.getByRole('dialog', { name: '提出申诉' })
  await appeal.getByLabel('理由').fill('漏算一项')
  await appeal.getByRole('button', { name: '提出申诉' }).click()
  await expect(page.getByText('漏算一项')).toBeVisible()
  await page.getByRole('button', { name: '答复' }).click()
  const answer = page.getByRole('dialog', { name: '答复' })
  await answer.getByLabel('答复内容').fill('已复核')
  await answer.getByRole('button', { name: '答复' }).click()
  await expect(page.getByText('已复核')).toBeVisible()
  await withoutBarriers(page)
})

test('a group reads what the district published of it, and appeals', async ({ page, request, areas }) => {
  const group = await largestGroup(request, areas)
  const csrf = ((await (await request.get('/api/session')).json()) as { csrf: string }).csrf
  const headers = { 'X-CSRF-Token': csrf }
  const made = await request.post('/api/evaluations', {
    headers,
    data: {
      org: generated(areas).id,
      title: '集团考核',
      year: 2026,
      panel: [],
      indicators: [{ name: '优质均衡达标', counts: 'level', origin: 'standard', weight: 100 }],
    },
  })
  expect(made.ok()).toBe(true)
  const id = ((await made.json()) as { of: { id: string } }).of.id
  for (const state of ['open', 'published'])
    expect((await request.post(`/api/evaluations/${id}/state`, { headers, data: { state } })).ok()).toBe(true)

  await page.goto(`/groups/${group.id}/evaluations`)
  await settled(page)
  const card = page.getByRole('region', { name: /集团考核/ })
  await expect(card).toBeVisible()
  await expect(card.getByRole('columnheader', { name: '集团得分' })).toBeVisible()
  await withoutBarriers(page)
  await card.getByRole('button', { name: '提出申诉' }).click()
  const dialog = page.getByRole('dialog', { name: '提出申诉' })
  await dialog.getByLabel('学校').click()
  await page.getByRole('option').first().click()
  await dialog.getByLabel('理由').fill('数据有误')
  await dialog.getByRole('button', { name: '提出申诉' }).click()
  await expect(card.getByText('数据有误')).toBeVisible()
})
