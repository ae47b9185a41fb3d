import { execFileSync } from 'node:child_process'

import type { APIRequestContext } from '@playwright/test'

import {
  expect,
  fitsItsWidth,
  foundGroup,
  generated,
  pageOf,
  settled,
  staffPage,
  test,
  withoutBarriers,
} from './signed-in'

test('a teacher shares a resource, the group takes it up and certifies it, a colleague uses, rates and adapts it', async ({
  page,
  request,
  areas,
  browser,
}) => {
  const group = await foundGroup(request, areas, '资源集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string }[]
  }
  const school = of.members[0]!.school_id
  const author = await staffPage(browser, request, school, { n: 0 })
  const colleague = await staffPage(browser, request, school, { n: 1 })

  // The author, at a desk.
  const desk = author.page
  await desk.goto('/resources')
  await settled(desk)
  await expect(desk.getByText('你还没有共享资源')).toBeVisible()
  await withoutBarriers(desk)
  await desk.getByRole('button', { name: '共享资源' }).click()
  const dialog = desk.getByRole('dialog', { name: '共享资源' })
  await dialog.locator('input[type=file]').setInputFiles({
    name: '分数的初步认识.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('把一个月饼平均分成两份，每份是它的一半。'),
  })
  await expect(dialog.getByText('✓ 分数的初步认识.txt')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: '名称' })).toHaveValue('分数的初步认识')
  await dialog.getByRole('combobox', { name: '学科' }).click()
  await desk.getByRole('option', { name: '数学', exact: true }).click()
  await dialog.getByRole('combobox', { name: '年级' }).click()
  await desk.getByRole('option', { name: '三年级', exact: true }).click()
  await desk.keyboard.press('Escape')
  await dialog.getByLabel('课程位置').fill('人教版 / 三年级上册 / 分数')
  await dialog.getByRole('combobox', { name: '共享范围' }).click()
  await desk.getByRole('option', { name: group.name }).click()
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await expect(desk.getByRole('heading', { name: '分数的初步认识', level: 1 })).toBeVisible()
  const address = new URL(desk.url()).pathname
  await expect(desk.getByRole('link', { name: author.name })).toHaveCount(0)
  await desk.getByRole('button', { name: '提交审核' }).click()
  await expect(desk.getByRole('button', { name: '撤回提交' })).toBeVisible()
  await withoutBarriers(desk)

  // A colleague sees nothing of it yet; the group's president takes it up and certifies it.
  await colleague.page.goto(address)
  await expect(colleague.page.getByText('没有这个资源')).toBeVisible()
  const president = await pageOf(browser, request, {
    name: 'library-president',
    role: 'group_president',
    org: group.id,
  })
  await president.goto('/today')
  await settled(president)
  await president.getByRole('link', { name: '! 1 个待审核' }).click()
  await settled(president)
  await expect(president.getByText('1 个待审核')).toBeVisible()
  await withoutBarriers(president)
  await president.getByRole('link', { name: '分数的初步认识' }).click()
  await president.getByRole('button', { name: '通过并发布' }).click()
  await president
    .getByRole('dialog', { name: '通过并发布' })
    .getByRole('button', { name: '通过并发布' })
    .click()
  await president.getByRole('button', { name: '认定精品' }).click()
  await president.getByRole('menuitem', { name: `集团精品（${group.name}）` }).click()
  const certify = president.getByRole('dialog', { name: '认定精品' })
  await certify.getByLabel('理由').fill('由生活情境引入，层次清楚')
  await certify.getByRole('button', { name: '认定精品' }).click()
  await expect(president.getByText('由生活情境引入，层次清楚')).toBeVisible()
  await withoutBarriers(president)

  // The colleague, on a phone, finds it by first letters, reads it, uses it, rates it, adapts it.
  const phone = colleague.page
  await phone.setViewportSize({ width: 390, height: 844 })
  await phone.goto(`/library/${group.id}`)
  await settled(phone)
  await phone.getByLabel('查找资源').last().fill('fsdcbrs')
  await expect(phone.getByText('1 个资源')).toBeVisible()
  await phone.getByLabel('查找资源').last().fill('xyz')
  await expect(phone.getByText('没有找到')).toBeVisible()
  await phone.getByLabel('查找资源').last().fill('初步')
  await phone.getByRole('button', { name: '筛选' }).click()
  await phone.getByLabel(/集团精品/).check()
  await expect(phone.getByText('1 个资源')).toBeVisible()
  await fitsItsWidth(phone)
  await withoutBarriers(phone)
  await phone.getByRole('link', { name: '分数的初步认识' }).click()
  await settled(phone)
  await phone.getByRole('button', { name: '分数的初步认识.txt', exact: true }).click()
  await expect(phone.getByRole('dialog').locator('iframe')).toBeVisible()
  await phone.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()
  await phone.getByRole('button', { name: '登记使用' }).click()
  const use = phone.getByRole('dialog', { name: '登记使用' })
  await use.getByLabel('课程').fill('数学')
  await use.getByRole('button', { name: '登记使用' }).click()
  await phone.getByRole('button', { name: '评价', exact: true }).click()
  const rating = phone.getByRole('dialog', { name: '评价' })
  await rating.getByRole('slider').focus()
  for (let stars = 0; stars < 5; stars++) await phone.keyboard.press('ArrowRight')
  await rating.getByLabel('说说怎么用').fill('学生一看就懂')
  await rating.getByRole('button', { name: '评价' }).click()
  await expect(phone.getByText('学生一看就懂')).toBeVisible()
  await fitsItsWidth(phone)
  await withoutBarriers(phone)
  await phone.getByRole('button', { name: '改编', exact: true }).click()
  await phone.getByRole('dialog').getByRole('button', { name: '改编' }).click()
  await expect(phone.getByText('原作', { exact: true })).toBeVisible()
  await expect(phone.getByText('草稿').first()).toBeVisible()

  // What is the group's is nobody else's; what the portfolio counts.
  await desk.goto('/portfolio')
  await settled(desk)
  await expect(desk.getByText('共享《分数的初步认识》，被使用 1 次').first()).toBeVisible()
  const visitor = await (
    await browser.newContext({
      baseURL: process.env.DOORSTEP_URL,
      storageState: { cookies: [], origins: [] },
      locale: 'zh-CN',
    })
  ).newPage()
  await visitor.goto(`/library/${group.id}`)
  await expect(visitor.getByText('资源库里还没有资源')).toBeVisible()
  await page.goto(`/library/${group.id}`)
  await expect(page.getByRole('link', { name: '分数的初步认识' })).toBeVisible()

  // What is everybody's goes to other platforms, by a harvester that is not ours.
  const csrf = async (by: APIRequestContext) => ({
    'X-CSRF-Token': (await (await by.get('/api/session')).json()).csrf as string,
  })
  const shared = await desk.request.post('/api/own/resources', {
    headers: await csrf(desk.request),
    data: {
      org_id: school,
      title: '种一盆豆苗 & <观察>',
      kind: 'experiment',
      subject: 'science',
      grades: ['03'],
      node: '',
      tags: [],
      words: '',
      authors: author.name,
      licence: 'CC-BY-4.0',
      url: 'https://example.org/beans',
      scope: 'public',
    },
  })
  expect(await shared.text()).toContain('种一盆豆苗')
  const id = (await shared.json()).of.id as string
  await desk.request.post(`/api/own/resources/${id}/submit`, { headers: await csrf(desk.request) })
  const taken = await request.post(`/api/library/${generated(areas).id}/reviews/${id}`, {
    headers: await csrf(request),
    data: { accepts: true, reason: '内容完整' },
  })
  expect(taken.ok()).toBe(true)
  for (const prefix of ['oai_dc', 'lrmi'])
    expect(
      execFileSync('perl', ['../tests/support/harvest.pl', `${process.env.DOORSTEP_URL}/oai`, prefix], {
        encoding: 'utf8',
      }),
    ).toContain(`urn:uuid:${id}\t种一盆豆苗 &amp; &lt;观察&gt;`)
})
