// From the question to the result: a teacher writes and gives, a child answers on the phone, the key marks.
import { ownClass } from './own-class'
import { phoneBy } from './phone-by'
import { expect, fitsItsWidth, largestGroup, settled, test, withoutBarriers } from './signed-in'

interface TaughtClass {
  id: string
  title: string
}

test('a teacher sets work, a child answers on the phone through a lost network, and the key marks it', async ({
  page: office,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(180_000)
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  const group = await largestGroup(request, areas)
  const school = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const { page: teacher } = await ownClass(browser, request, school, {
    key: 'W',
    title: '五年级作业班',
    teacher: '练老师',
    children: ['孙小雨', '李小阳'],
  })
  const own = await (await teacher.request.get('/api/own/assignments')).json()
  const taught = (own.classes as TaughtClass[])[0]!
  const codes = async (relation: string) =>
    (
      (await (
        await request.post(`/api/classes/${taught.id}/codes`, { headers, data: { relation } })
      ).json()) as { items: { child: string; code: string }[] }
    ).items
  const guardians = await codes('guardian')
  const children = await codes('self')
  const child = await phoneBy(browser, children[0]!.code, children[0]!.child, 'zuoye-child', 'zh-CN')
  const guardian = await phoneBy(browser, guardians[0]!.code, '家长甲', 'zuoye-guardian', 'en-GB')
  const stranger = await phoneBy(browser, guardians[1]!.code, '家长乙', 'zuoye-stranger', 'zh-CN')

  // A question for the bank.
  await teacher.goto('/questions')
  await settled(teacher)
  await withoutBarriers(teacher)
  await teacher.getByRole('button', { name: '新建题目' }).click()
  const dialog = teacher.getByRole('dialog', { name: '新建题目' })
  await dialog.getByLabel('学科').click()
  await teacher.getByRole('option', { name: '数学' }).click()
  await dialog.getByLabel('题干').fill('下面哪些是 12 的因数？')
  await dialog.getByLabel('题型').click()
  await teacher.getByRole('option', { name: '多选题' }).click()
  for (const [letter, text] of [
    ['A', '3'],
    ['B', '4'],
    ['C', '5'],
    ['D', '6'],
  ] as const)
    await dialog.getByLabel(`选项 ${letter}`, { exact: true }).fill(text)
  await dialog.getByLabel('选项 B 正确').check()
  await dialog.getByLabel('选项 D 正确').check()
  await withoutBarriers(teacher)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(teacher.getByText('下面哪些是 12 的因数？')).toBeVisible()

  // A file of questions is tried first: what cannot be asked is named with its line.
  await teacher.getByRole('button', { name: '导入题目' }).click()
  const files = teacher.getByRole('dialog', { name: '导入题目' })
  await files.getByLabel('学科').click()
  await teacher.getByRole('option', { name: '数学' }).click()
  await files.locator('input[type=file]').setInputFiles({
    name: 'questions.gift',
    mimeType: 'text/plain',
    buffer: Buffer.from('0 是自然数 {T}\n\n只有文字\n'),
  })
  await expect(files.getByText('1 道题可以导入')).toBeVisible()
  await expect(files.getByText('第 3 行')).toBeVisible()
  await withoutBarriers(teacher)
  await files.getByRole('button', { name: '导入题目' }).click()
  await expect(files).toHaveCount(0)
  await expect(teacher.getByText('0 是自然数')).toBeVisible()

  // An assignment: one from the bank, two written here.
  await teacher.goto('/assignments')
  await settled(teacher)
  await withoutBarriers(teacher)
  await teacher.getByRole('button', { name: '布置作业' }).click()
  await teacher.getByLabel('名称').fill('第三周练习')
  await teacher.getByLabel('学科').click()
  await teacher.getByRole('option', { name: '数学' }).click()
  await teacher.getByLabel('开始时间').fill('00:00')
  await teacher.getByLabel('开始时间').press('Enter')
  await teacher.locator('label', { hasText: taught.title }).first().click()
  await teacher.getByRole('button', { name: '从题库选' }).click()
  const picker = teacher.getByRole('dialog', { name: '从题库选' })
  await picker.locator('label', { hasText: '下面哪些是 12 的因数' }).click()
  await withoutBarriers(teacher)
  await picker.getByRole('button', { name: '选用 1 道' }).click()
  await teacher.getByRole('button', { name: '写一道题' }).click()
  await teacher.getByRole('menuitem', { name: '填空题' }).click()
  const second = teacher.getByRole('region', { name: '第 2 题' })
  await second.getByLabel('题干').fill('中国的首都是____，圆周率约为____（保留两位小数）。')
  await second.getByLabel('第 1 空可接受的答案').fill('北京 | Beijing')
  await second.getByLabel('第 2 空可接受的答案').fill('3.14')
  await second.getByLabel('第 2 空可接受的答案').press('Tab')
  await second.locator('label', { hasText: '按数值比较' }).nth(1).click()
  await withoutBarriers(teacher)
  await second.getByRole('button', { name: '完成' }).click()
  await teacher.getByRole('button', { name: '写一道题' }).click()
  await teacher.getByRole('menuitem', { name: '连线题' }).click()
  const third = teacher.getByRole('region', { name: '第 3 题' })
  await third.getByLabel('题干').fill('把算式和得数连起来。')
  for (const [n, left, right] of [
    [1, '3×4', '12'],
    [2, '5×5', '25'],
    [3, '7×8', '56'],
  ] as const) {
    await third.getByLabel(`左边第 ${n} 项`).fill(left)
    await third.getByLabel(`右边第 ${n} 项`).fill(right)
  }
  await third.getByRole('button', { name: '完成' }).click()
  await teacher.getByRole('button', { name: '保存' }).click()
  await expect(teacher.getByRole('heading', { level: 1, name: '第三周练习' })).toBeVisible()
  await withoutBarriers(teacher)
  await teacher.getByRole('button', { name: '布置', exact: true }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '布置' }).click()
  await expect(teacher.getByText('进行中')).toBeVisible()
  const id = teacher.url().split('/').at(-1)!

  // The child answers; the network goes and comes; the page is loaded anew.
  await child.goto('/homework')
  await settled(child)
  await fitsItsWidth(child)
  await withoutBarriers(child)
  await child.getByRole('link', { name: /第三周练习/ }).click()
  await child.getByRole('button', { name: '开始作答' }).click()
  await child.getByRole('checkbox', { name: '3' }).check()
  await child.getByRole('checkbox', { name: '4' }).check()
  await expect(child.getByRole('status').filter({ hasText: '已保存' })).toBeVisible()
  await child.route('**/answers', (route) => route.abort())
  await child.getByRole('checkbox', { name: '6' }).check()
  await child.getByLabel('第 2 题第 1 空').fill('北京')
  await expect(child.getByText('网络不通')).toBeVisible()
  await withoutBarriers(child)
  await fitsItsWidth(child)
  await child.unroute('**/answers')
  await child.reload()
  await settled(child)
  await expect(child.getByLabel('第 2 题第 1 空')).toHaveValue('北京')
  await expect(child.getByRole('checkbox', { name: '6' })).toBeChecked()
  await expect(child.getByRole('status').filter({ hasText: '已保存' })).toBeVisible()

  // The guardian sees the same paper, in English, and goes on with it.
  await guardian.goto(new URL(child.url()).pathname)
  await settled(guardian)
  await expect(guardian.getByLabel('Question 2, gap 1')).toHaveValue('北京')
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  await guardian.getByLabel('Question 2, gap 2').fill('3.15')
  await expect(guardian.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  // Who is no guardian of the child sees nothing.
  await stranger.goto(new URL(child.url()).pathname)
  await expect(stranger.getByText('没有绑定这个孩子')).toBeVisible()

  await child.reload()
  await settled(child)
  for (const [left, right] of [
    ['3×4', '12'],
    ['5×5', '56'],
    ['7×8', '25'],
  ] as const) {
    await child.getByLabel(`与“${left}”相连的`).selectOption(right)
  }
  await child.getByRole('button', { name: '提交' }).click()
  await child.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  // 4 of 4, 2 of 4, 1 of 3 pairs of 4 points.
  await expect(child.getByRole('status').filter({ hasText: '7.33' })).toBeVisible()
  await expect(child.getByText('正确答案')).toHaveCount(0)
  await fitsItsWidth(child)
  await withoutBarriers(child)

  // The teacher reads the class by question; who leads the school does so too, a colleague does not.
  await teacher.reload()
  await settled(teacher)
  await teacher.getByRole('link', { name: taught.title }).click()
  await expect(teacher.getByRole('row', { name: new RegExp(children[0]!.child) })).toContainText('7.33')
  await withoutBarriers(teacher)
  const file = await teacher.request.get(`/api/own/assignments/${id}/classes/${taught.id}/results.xlsx`)
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
  await office.goto(`/schools/${school}/assignments`)
  await settled(office)
  await expect(office.getByRole('link', { name: /第三周练习/ })).toBeVisible()
  await withoutBarriers(office)
  expect((await stranger.request.get(`/api/own/assignments/${id}`)).status()).toBe(404)
  expect((await child.request.get(`/api/own/assignments/${id}`)).status()).toBe(404)
})
