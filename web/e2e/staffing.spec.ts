import { expect, generated, pageOf, settled, test, withoutBarriers } from './signed-in'

interface School {
  id: string
  name: string
  stages: string
  legal_form: string
}

test('a district sets the pool, gives posts, and a school asks for more', async ({
  page,
  request,
  areas,
  browser,
}) => {
  const district = generated(areas)
  await page.goto(`/staffing/${district.id}`)
  await settled(page)
  await expect(page.getByRole('heading', { level: 1, name: '编制与师资' })).toBeVisible()
  await page.getByRole('button', { name: '核定总量' }).click()
  const pool = page.getByRole('dialog', { name: '核定总量' })
  await pool.getByLabel('其中周转编制').fill('5')
  await pool.getByLabel('理由').fill('编发〔2026〕1 号')
  await pool.getByRole('button', { name: '保存' }).click()
  await expect(pool).toBeHidden()
  await expect(page.getByText('周转余量')).toBeVisible()

  const listed = await request.get(`/api/schools?district=${district.id}&limit=200`)
  const school = ((await listed.json()).items as School[]).find(
    (one) => one.legal_form === 'public' && one.stages === 'primary',
  )!
  await page.getByLabel('在表中查找').first().fill(school.name)
  await page.getByRole('button', { name: `核定${school.name}的编制` }).click()
  const give = page.getByRole('dialog', { name: `核定${school.name}的编制` })
  await give.getByLabel('核定编制').fill('12')
  await give.getByLabel('理由').fill('首次核编')
  await give.getByRole('button', { name: '核编' }).click()
  await expect(give).toBeHidden()
  await withoutBarriers(page)

  const head = await pageOf(browser, request, { name: 'posts-head', role: 'principal', org: school.id })
  await head.goto(`/staffing/${school.id}`)
  await settled(head)
  await head.getByRole('button', { name: '申请增编' }).click()
  const ask = head.getByRole('dialog', { name: '申请增编' })
  await ask.getByLabel('理由').fill('新增一个班')
  await ask.getByRole('button', { name: '申请增编' }).click()
  await expect(head.getByText('待答复')).toBeVisible()
  await withoutBarriers(head)

  await page.reload()
  await settled(page)
  const asks = page.getByRole('region', { name: '增编申请' })
  await asks.getByRole('button', { name: '答复' }).click()
  const answer = page.getByRole('dialog', { name: `答复${school.name}` })
  await answer.getByText('从周转编制中借出').click()
  await answer.getByLabel('答复内容').fill('借用一年')
  await answer.getByRole('button', { name: '答复' }).click()
  await expect(asks.getByText('已同意')).toBeVisible()

  await head.getByRole('tab', { name: '请假' }).click()
  await head.getByRole('button', { name: '登记请假' }).click()
  const leave = head.getByRole('dialog', { name: '登记请假' })
  await leave.getByLabel('人员').click()
  await head.getByRole('option').first().click()
  await leave.getByLabel('返岗日期').fill('2030-01-01')
  await leave.getByLabel('返岗日期').press('Enter')
  await leave.getByRole('button', { name: '登记请假' }).click()
  await expect(head.getByRole('cell', { name: '产假' })).toBeVisible()

  await page.goto(`/staffing/${school.id}?tab=leave`)
  await settled(page)
  await expect(page.getByRole('cell', { name: '请假', exact: true })).toBeVisible()
  await expect(page.getByText('产假')).toHaveCount(0)
})

test('subjects by school, the forecast with its sliders, a round of recruitment', async ({ page, areas }) => {
  const district = generated(areas)
  await page.goto(`/staffing/${district.id}?tab=subjects`)
  await settled(page)
  const matrix = page.getByRole('region', { name: '学校 × 学科' }).last()
  await expect(matrix.getByRole('columnheader', { name: '语文' })).toBeVisible()
  await expect(matrix.getByRole('rowheader', { name: /各校缺额合计/ })).toBeVisible()
  await withoutBarriers(page)

  await page.getByRole('tab', { name: '供需预测' }).click()
  await expect(page.getByRole('img', { name: /全部学科/ })).toBeVisible()
  const recruits = page.getByRole('slider', { name: '每年招聘（人）' })
  await recruits.focus()
  for (let press = 0; press < 5; ++press) await recruits.press('ArrowRight')
  await expect(page.getByText('每年招聘（人）: 5')).toBeVisible()
  await page.getByRole('button', { name: '看表格' }).click()
  await expect(page.getByRole('columnheader', { name: '招聘' })).toBeVisible()
  await withoutBarriers(page)

  await page.getByRole('tab', { name: '招聘' }).click()
  await page.getByRole('button', { name: '发起招聘' }).first().click()
  const begin = page.getByRole('dialog', { name: '发起招聘' })
  await begin.getByLabel('名称').fill('春季教师招聘')
  await begin.getByRole('button', { name: '发起招聘' }).click()
  const card = page.getByRole('region', { name: '春季教师招聘' })
  await card.getByRole('button', { name: '申报岗位' }).click()
  const ask = page.getByRole('dialog', { name: '申报岗位' })
  await ask.getByLabel('学校').click()
  await page.getByRole('option', { name: /小学/ }).first().click()
  await ask.getByLabel('学科').click()
  await page.getByRole('option', { name: '数学' }).click()
  await ask.getByRole('button', { name: '申报岗位' }).click()
  await expect(card.getByRole('cell', { name: '数学', exact: true })).toBeVisible()
  await card.getByRole('button', { name: /填数/ }).click()
  const numbers = page.getByRole('dialog').filter({ has: page.getByLabel('核准') })
  await numbers.getByRole('button', { name: '保存' }).click()
  await expect(numbers).toBeHidden()
  await card.getByRole('button', { name: '截止申报' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '截止申报' }).click()
  await expect(card.getByText('导出公告岗位表')).toBeVisible()
  await withoutBarriers(page)
})
