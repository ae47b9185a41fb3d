// Everyone's own front door: what stands on the page that somebody sees first.
import { expect, generated, largestGroup, pageOf, settled, test, withoutBarriers } from './signed-in'

test('a visitor says where home is and sees the schools at the doorstep', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page).toHaveURL(/\/near$/)
  await settled(page)
  await expect(page.getByRole('heading', { name: '你住在哪里？' })).toBeVisible()
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  await page.getByRole('combobox', { name: '选择乡镇或街道' }).click()
  await page.getByRole('option').first().click()
  await expect(page.getByRole('option').first()).toBeHidden()
  const near = page.getByRole('region', { name: '离家最近' })
  await expect(near.getByRole('listitem')).toHaveCount(6)
  await expect(near.getByRole('heading', { level: 3 })).toHaveCount(1)
  await expect(page.getByRole('region', { name: '学校之间有多均衡' })).toContainText('在国家规定之内')
  expect(sent.filter((url) => !/\/api\/schools\/[0-9a-f-]+\/own$/.test(url))).toEqual([])
  await withoutBarriers(page)
  await context.close()
})

test('a president sees the matrix, the tasks and the balance of the group', async ({
  browser,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  const page = await pageOf(browser, request, { name: 'president', role: 'group_president', org: group.id })
  await page.goto('/')
  await expect(page).toHaveURL(/\/today$/)
  await settled(page)
  const whole = page.getByRole('region', { name: group.name })
  await expect(whole.getByRole('heading', { name: '一体化办学' })).toBeVisible()
  await expect(whole.getByRole('heading', { name: '任务' })).toBeVisible()
  await expect(whole.getByRole('table', { name: '集团内部与区域比较' }).getByRole('row')).toHaveCount(8)
  await withoutBarriers(page)
  await page.context().close()
})

test('a principal sees where the school stands', async ({ browser, request, areas }) => {
  const district = generated(areas).id
  const school = (await (await request.get(`/api/schools?district=${district}&stage=primary&limit=1`)).json())
    .items[0] as { id: string; name: string }
  const page = await pageOf(browser, request, { name: 'principal', role: 'principal', org: school.id })
  await page.goto('/')
  await settled(page)
  const card = page.getByRole('region', { name: school.name })
  await expect(card.getByText('达标', { exact: false }).first()).toBeVisible()
  await expect(card.getByRole('listitem').first()).toContainText(/还缺|为规定的/)
  await withoutBarriers(page)
  await page.context().close()
})

test('a teacher sees the groups of the school and their rooms, and stands in the district', async ({
  browser,
  request,
  areas,
}) => {
  const group = await largestGroup(request, areas)
  const whole = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string; school: string }[]
  }
  const school = whole.members.at(-1)!
  const page = await pageOf(browser, request, { name: 'teacher', role: 'teacher', org: school.school_id })
  await page.goto('/')
  await settled(page)
  const card = page.getByRole('region', { name: school.school })
  await expect(card.getByRole('link', { name: group.name })).toBeVisible()
  await expect(page.getByRole('banner')).toContainText(generated(areas).name)
  await withoutBarriers(page)
  await card.getByRole('link', { name: '联合教研' }).click()
  await expect(page).toHaveURL(/\/joint$/)
  await page.context().close()
})

test('a student comes to the own page', async ({ browser, request, areas }) => {
  const list = await request.get(`/api/schools?district=${generated(areas).id}&limit=1`)
  const school = ((await list.json()) as { items: { id: string }[] }).items[0]!
  const page = await pageOf(browser, request, { name: 'student', role: 'student', org: school.id })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: '我的信息' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '绑定本人' })).toBeVisible()
  await withoutBarriers(page)
  await page.context().close()
})
