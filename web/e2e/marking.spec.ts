// Answers that people mark: a child writes and takes photos on the phone, teachers of other schools mark them blind and
// twice by the keys, and the paper comes back with levels and comments.
import { Buffer } from 'node:buffer'

import type { Page } from '@playwright/test'

import { ownClass } from './own-class'
import { phoneBy } from './phone-by'
import { expect, fitsItsWidth, largestGroup, settled, staffPage, test, withoutBarriers } from './signed-in'

const csrfOf = async (page: Page) => (await (await page.request.get('/api/session')).json()).csrf as string

// A page of handwriting, as a browser draws it.
async function handwriting(page: Page, text: string): Promise<Buffer> {
  const url = await page.evaluate((words) => {
    const canvas = document.createElement('canvas')
    canvas.width = 900
    canvas.height = 1200
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#f6f1e4'
    pen.fillRect(0, 0, 900, 1200)
    pen.fillStyle = '#1c2a5a'
    pen.font = 'italic 54px serif'
    words.split('\n').forEach((line, at) => pen.fillText(line, 70, 140 + 90 * at))
    return canvas.toDataURL('image/jpeg', 0.9)
  }, text)
  return Buffer.from(url.split(',')[1]!, 'base64')
}

test('essays and photos are answered on the phone, marked blind and twice by others, and returned', async ({
  page: office,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(240_000)
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const group = await largestGroup(request, areas)
  const members = (await (await request.get(`/api/groups/${group.id}`)).json()).members as {
    school_id: string
  }[]
  const school = members[0]!.school_id
  const { page: teacher } = await ownClass(browser, request, school, {
    key: 'M',
    title: '五年级阅卷班',
    teacher: '卷老师',
    children: ['周小文', '吴小川'],
  })
  const first = await staffPage(browser, request, members[1]!.school_id)
  const second = await staffPage(browser, request, members[2]!.school_id)
  const own = await (await teacher.request.get('/api/own/assignments')).json()
  const taught = (own.classes as { id: string; title: string }[])[0]!
  const codes = (
    (await (
      await request.post(`/api/classes/${taught.id}/codes`, { headers, data: { relation: 'guardian' } })
    ).json()) as { items: { child: string; code: string }[] }
  ).items
  const guardian = await phoneBy(browser, codes[0]!.code, '家长一', 'yuejuan-one', 'zh-CN')
  const other = await phoneBy(browser, codes[1]!.code, '家长二', 'yuejuan-two', 'en-GB')

  // An essay with a rubric, a photo of handwriting, and what the key marks.
  await teacher.goto('/assignments/new')
  await settled(teacher)
  await teacher.getByLabel('名称').fill('第四周习作')
  await teacher.getByLabel('学科').click()
  await teacher.getByRole('option', { name: '语文' }).click()
  await teacher.getByLabel('开始时间').fill('00:00')
  await teacher.getByLabel('开始时间').press('Enter')
  await teacher.locator('label', { hasText: taught.title }).first().click()
  await teacher.getByRole('button', { name: '写一道题' }).click()
  await teacher.getByRole('menuitem', { name: '问答题' }).click()
  const essay = teacher.getByRole('region', { name: '第 1 题', exact: true })
  await essay.getByLabel('题干').fill('以“我的校园”为题写一段话，不少于 30 字。')
  await essay.getByRole('button', { name: '加一项评分标准' }).click()
  await essay.getByRole('textbox', { name: '第 1 项', exact: true }).fill('内容')
  await essay.getByRole('button', { name: '加一项评分标准' }).click()
  await essay.getByRole('textbox', { name: '第 2 项', exact: true }).fill('语言')
  await expect(essay.getByText('合计 8 分')).toBeVisible()
  await withoutBarriers(teacher)
  await essay.getByRole('button', { name: '完成' }).click()
  await teacher.getByRole('button', { name: '写一道题' }).click()
  await teacher.getByRole('menuitem', { name: '拍照作答' }).click()
  const photo = teacher.getByRole('region', { name: '第 2 题', exact: true })
  await photo.getByLabel('题干').fill('用竖式计算 36×24，拍下过程。')
  await photo.getByLabel('分值').fill('5')
  await photo.getByLabel('分值').press('Tab')
  await photo.getByRole('button', { name: '完成' }).click()
  await teacher.getByRole('button', { name: '保存' }).click()
  await expect(teacher.getByRole('heading', { level: 1, name: '第四周习作' })).toBeVisible()
  const id = teacher.url().split('/').at(-1)!
  // It is due in a minute or two; what comes later is taken as well.
  const file0 = await (await teacher.request.get(`/api/own/assignments/${id}`)).json()
  const due = new Intl.DateTimeFormat('sv-SE', {
    timeZone: file0.zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(new Date(Date.now() + 100_000))
    .split(' ')
  const changed = await teacher.request.put(`/api/own/assignments/${id}`, {
    headers: { 'X-CSRF-Token': await csrfOf(teacher) },
    data: {
      org_id: file0.of.org_id,
      title: file0.of.title,
      subject: file0.of.subject,
      opens_on: file0.of.opens_on,
      opens: '00:00',
      due_on: due[0],
      due: due[1],
      late: 'taken',
      tries: 1,
      shuffled: false,
      shows: 'at_once',
      items: (file0.items as { question: unknown }[]).map(({ question }) => ({ question })),
      classes: [taught.id],
    },
  })
  expect(changed.ok()).toBe(true)
  await teacher.reload()
  await settled(teacher)
  await teacher.getByRole('button', { name: '布置', exact: true }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '布置' }).click()
  await expect(teacher.getByText('进行中')).toBeVisible()

  // Who marks: two of other schools, blind.
  await teacher.getByRole('button', { name: '批改安排' }).click()
  await settled(teacher)
  for (const one of [first, second]) {
    await teacher.getByRole('combobox', { name: '批改教师' }).fill(one.name)
    await teacher.getByRole('option', { name: one.name }).first().click()
  }
  await teacher.getByRole('heading', { level: 1 }).click()
  await expect(teacher.locator('.el-select-dropdown:visible')).toHaveCount(0)
  await teacher.locator('label', { hasText: '双评：' }).click()
  await teacher.getByRole('button', { name: '保存' }).click()
  await expect(teacher.getByText('到截止时间后分发')).toBeVisible()
  await withoutBarriers(teacher)

  // The child's paper on the phone: photos are sent through a lost network, put in order and taken out.
  await guardian.goto('/homework')
  await settled(guardian)
  await guardian.getByRole('link', { name: /第四周习作/ }).click()
  await guardian.getByRole('button', { name: '开始作答' }).click()
  await guardian
    .getByLabel('第 1 题的答案')
    .fill('我的校园里有一棵大樟树，春天的时候，树下落满了金黄的叶子。')
  await expect(guardian.getByRole('status').filter({ hasText: '已保存' })).toBeVisible()
  const picker = guardian.locator('input[type=file]')
  const pages = [
    await handwriting(guardian, '36 × 24\n= 36 × 20 + 36 × 4\n= 720 + 144\n= 864'),
    await handwriting(guardian, '草稿'),
  ]
  await guardian.route('**/uploads', (route) => route.abort())
  await picker.setInputFiles({ name: '周小文.jpg', mimeType: 'image/jpeg', buffer: pages[0]! })
  await expect(guardian.getByText('正在自动重试')).toBeVisible()
  await guardian.getByRole('button', { name: '提交' }).click()
  await expect(guardian.getByText('传完再提交')).toBeVisible()
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  await guardian.unroute('**/uploads')
  await guardian.evaluate(() => dispatchEvent(new Event('online')))
  await expect(guardian.getByRole('img', { name: '第 1 张照片' })).toBeVisible()
  await picker.setInputFiles({ name: '2.jpg', mimeType: 'image/jpeg', buffer: pages[1]! })
  await expect(guardian.getByRole('img', { name: '第 2 张照片' })).toBeVisible()
  await picker.setInputFiles({
    name: 'IMG_2042.HEIC',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic and nothing that a browser opens', 'latin1'),
  })
  await expect(guardian.getByRole('alert').filter({ hasText: '这不是能打开的照片' })).toBeVisible()
  await guardian.getByRole('button', { name: '第 2 个往前移' }).click()
  await guardian.getByRole('button', { name: '去掉第 1 个' }).click()
  await expect(guardian.getByRole('img', { name: '第 2 张照片' })).toHaveCount(0)
  await expect(guardian.getByRole('status').filter({ hasText: '已保存' })).toBeVisible()
  await guardian.reload()
  await settled(guardian)
  await expect(guardian.getByRole('img', { name: '第 1 张照片' })).toBeVisible()
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  const where = new URL(guardian.url()).pathname
  const paper = await (await guardian.request.get(`/api/account${where}`)).json()
  const file = (paper.items as { place: number; files: { id: string }[] }[]).find((one) => one.place === 2)!
    .files[0]!.id
  expect((await other.request.get(`/api/account${where}/files/${file}`)).status()).toBe(404)
  expect((await first.page.request.get(`/api/own/assignments/${id}/files/${file}`)).status()).toBe(404)
  await guardian.getByRole('button', { name: '提交' }).click()
  await guardian.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  await expect(guardian.getByText('返还后可以看到分数')).toBeVisible()

  // When it is due the setter deals, each answer to both.
  const deal = async () =>
    (
      await teacher.request.post(`/api/own/assignments/${id}/deal`, {
        headers: { 'X-CSRF-Token': await csrfOf(teacher) },
      })
    ).status()
  await expect.poll(deal, { timeout: 150_000, intervals: [3000] }).toBe(200)
  await teacher.reload()
  await settled(teacher)
  await expect(teacher.getByRole('row', { name: new RegExp(first.name) })).toContainText('0 / 2')

  // Each marks by the keys, without names.
  for (const [one, points] of [
    [first, '5'],
    [second, '4'],
  ] as const) {
    await one.page.goto('/assignments')
    await settled(one.page)
    await one.page.getByRole('link', { name: '第四周习作' }).click()
    await settled(one.page)
    await expect(one.page.getByText('我的校园里有一棵大樟树')).toBeVisible()
    await expect(one.page.getByText('周小文')).toHaveCount(0)
    await withoutBarriers(one.page)
    for (const key of '12') await one.page.keyboard.press(key)
    await expect(one.page.getByRole('button', { name: /1 号/ })).toContainText('6')
    await one.page.keyboard.press('c')
    await one.page.keyboard.type('叶子写得真细。')
    await one.page.keyboard.press('Escape')
    await one.page.keyboard.press('Enter')
    const picture = one.page.getByRole('img', { name: '第 1 张照片' })
    await expect(picture).toBeVisible()
    await expect
      .poll(() => picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth))
      .toBeGreaterThan(500)
    await one.page.getByRole('button', { name: '把第 1 张照片转 90 度' }).click()
    await expect
      .poll(async () => {
        const box = await picture.boundingBox()
        return box !== null && box.width > box.height
      })
      .toBe(true)
    await withoutBarriers(one.page)
    await one.page.keyboard.press(points)
    await expect(one.page.getByRole('status').filter({ hasText: '已批 1/1' })).toBeVisible()
    await one.page.setViewportSize({ width: 390, height: 844 })
    await fitsItsWidth(one.page)
  }

  // Near enough: the mean, and it is returned with what both said.
  await teacher.reload()
  await settled(teacher)
  await expect(teacher.getByText('平均分差 1')).toBeVisible()
  await withoutBarriers(teacher)
  await teacher.goto(`/assignments/${id}`)
  await settled(teacher)
  await teacher.getByRole('button', { name: '返还' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '返还' }).click()
  await expect(teacher.getByText('已返还', { exact: true })).toBeVisible()
  await guardian.goto(where)
  await settled(guardian)
  await expect(guardian.getByText('叶子写得真细。').first()).toBeVisible()
  await expect(guardian.getByText('第 2 位批改教师').first()).toBeVisible()
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  expect((await other.request.get(`/api/account${where}`)).status()).toBe(404)

  // The office's own list of the school has it; nothing of it is anybody else's.
  await office.goto(`/schools/${school}/assignments`)
  await settled(office)
  await expect(office.getByRole('link', { name: /第四周习作/ })).toBeVisible()
})
