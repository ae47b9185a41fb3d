import {
  expect,
  fitsItsWidth,
  foundGroup,
  pageOf,
  settled,
  staffPage,
  test,
  withoutBarriers,
} from './signed-in'

test('a teacher makes a course of units, the president teaches it to the schools, the teacher enters how far it has come', async ({
  page,
  request,
  areas,
  browser,
}) => {
  test.setTimeout(180_000) // four people, one after the other
  const group = await foundGroup(request, areas, '课程集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string; school: string }[]
  }
  const school = of.members[0]!
  const author = await staffPage(browser, request, school.school_id, { n: 0 })
  const desk = author.page
  await desk.goto(`/courses/${group.id}`)
  await settled(desk)
  await expect(desk.getByText('还没有共建课程')).toBeVisible()
  await desk.getByRole('button', { name: '新建课程' }).click()
  await desk.getByLabel('名称（中文）').fill('家乡的河')
  await desk.getByLabel('单元名称 1').fill('河从哪里来')
  await desk.getByLabel('目标与内容 1').fill('沿河走访，画出流域图')
  await desk.getByRole('button', { name: '添加单元' }).click()
  await desk.getByLabel('单元名称 2').fill('河里住着谁')
  await withoutBarriers(desk)
  await desk.getByRole('button', { name: '保存' }).click()
  await expect(desk.getByRole('heading', { name: '家乡的河', level: 1 })).toBeVisible()
  await expect(desk.getByText('草稿')).toBeVisible()
  await expect(desk.getByText('2 个单元，2 课时，0 个资源')).toBeVisible()
  const address = new URL(desk.url()).pathname
  await desk.getByRole('button', { name: '发布' }).click()
  await expect(desk.getByText('草稿')).toHaveCount(0)
  await withoutBarriers(desk)

  const president = await pageOf(browser, request, {
    name: 'president-courses',
    role: 'group_president',
    org: group.id,
  })
  await president.goto(address)
  await settled(president)
  await president.getByRole('button', { name: '向各校开课' }).click()
  const dialog = president.getByRole('dialog', { name: '向各校开课' })
  await expect(dialog.getByLabel(`名额 ${school.school}`)).toHaveValue('10')
  await withoutBarriers(president)
  await dialog.getByRole('button', { name: '向各校开课' }).click()
  await expect(president.getByText('0 / 10')).toBeVisible()
  await expect(president.getByRole('link', { name: '名额与名单' })).toBeVisible()
  await withoutBarriers(president)

  await desk.reload()
  await settled(desk)
  await desk.locator('label', { hasText: '河从哪里来' }).click()
  await expect(desk.getByText('已上 1 / 2 个单元')).toBeVisible()
  await desk.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(desk)

  await page.goto(`/courses/${group.id}`)
  await settled(page)
  await expect(page.getByText('开课 1 次')).toBeVisible()
  await withoutBarriers(page)
  for (const one of [desk, president]) await one.context().close()
})
