// Guardians: a code of the school, an account, consent, a notice to the class, and a request for erasure.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { password, program } from './start'
import { expect, generated, pageOf, settled, test, withoutBarriers } from './signed-in'

// A class of this year with two children, by our own sheets.
function importClass(school: string) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-class-'))
  const [classes, students] = [join(folder, 'classes.csv'), join(folder, 'students.csv')]
  writeFileSync(
    classes,
    `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\nE1,${school},,五年级一班,行政班,05,2026-09-01,\n`,
  )
  const line = (number: string, name: string) => `${number},${school},${name},女,05,E1,2026-09-01,\n`
  writeFileSync(
    students,
    `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\n${line('E001', '王小美')}${line('E002', '李小桃')}`,
  )
  execFileSync(program, ['import', classes, students, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
}

test('a guardian comes by a code, answers, reads a notice to the class, and asks for erasure', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(90_000)
  const district = generated(areas).id
  const schools = (
    await (await request.get(`/api/schools?district=${district}&stage=primary&limit=3`)).json()
  ).items as { id: string }[]
  const school = schools[1]!.id
  const codesOf = (await (await request.get(`/api/schools/${school}`)).json()).identifiers as {
    scheme: string
    value: string
  }[]
  importClass(codesOf.find((one) => one.scheme === 'cn.school-code')?.value ?? '')
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  await page.goto(`/schools/${school}`)
  await settled(page)
  await page.getByRole('tab', { name: '班级' }).click()
  await page.getByRole('row', { name: classes[0]!.title }).getByRole('button', { name: '绑定码' }).click()
  const codes = page.getByRole('dialog', { name: `${classes[0]!.title}：绑定码` })
  const answered = page.waitForResponse((reply) => reply.url().endsWith('/codes'))
  await codes.getByRole('button', { name: '生成' }).click()
  const made = (await (await answered).json()) as { items: { child: string; code: string }[] }
  await expect(codes.getByText(made.items[0]!.code)).toBeVisible()
  await page.getByRole('button', { name: '关闭此对话框' }).click()

  await page.getByRole('tab', { name: '监护人同意' }).click()
  await page.getByRole('button', { name: '征求同意' }).click()
  const ask = page.getByRole('dialog', { name: '征求同意' })
  await ask.getByRole('combobox', { name: '用途' }).click()
  await page.getByRole('option', { name: '公开课的图像与声音' }).click()
  await ask.getByRole('button', { name: '征求同意' }).click()
  await expect(page.getByRole('button', { name: '公开课的图像与声音' })).toBeVisible()

  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
  })
  const guardian = await context.newPage()
  await guardian.goto('/code')
  await guardian.getByLabel('绑定码').fill(made.items[0]!.code)
  await guardian.getByLabel('您的姓名').fill('王妈妈')
  await guardian.getByLabel('登录名').fill('wangmama')
  await guardian.getByRole('button', { name: '下一步：设置密码' }).click()
  await guardian.getByRole('button', { name: '使用一次性链接登录' }).click()
  await guardian.getByLabel('新密码').fill(password)
  await guardian.getByLabel('再输一次').fill(password)
  await guardian.getByRole('button', { name: '保存密码并进入' }).click()
  await expect(guardian).toHaveURL(/\/children$/)
  const child = guardian.getByRole('region', { name: made.items[0]!.child })
  await expect(child.getByText(classes[0]!.title)).toBeVisible()
  await withoutBarriers(guardian)
  await child.getByRole('button', { name: '同意', exact: true }).click()
  await expect(child.getByRole('button', { name: '撤回同意' })).toBeEnabled()

  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const sent = await request.post('/api/notices', {
    headers: { 'X-CSRF-Token': csrf },
    data: { org: school, roles: [], title: '周五研学', body: '请带水壶。', class_id: classes[0]!.id },
  })
  expect((await sent.json()).recipients).toBe(1)
  await guardian.goto('/notices')
  await expect(guardian.getByText('周五研学')).toBeVisible()
  const other = await pageOf(browser, request, { name: 'otherparent', role: 'guardian', org: school })
  await other.goto('/notices')
  await settled(other)
  await expect(other.getByText('周五研学')).toHaveCount(0)
  await other.context().close()

  await guardian.goto('/children')
  await child.getByRole('button', { name: '请求删除数据' }).click()
  const dialog = guardian.getByRole('dialog', { name: '请求删除数据' })
  await dialog.getByLabel('希望删除什么').fill('公开课录像')
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(child.getByText('前答复')).toBeVisible()
  await page.reload()
  await page.getByRole('tab', { name: '监护人同意' }).click()
  const erasures = page.getByRole('region', { name: '删除请求' })
  await erasures.getByRole('button', { name: '答复' }).click()
  const decide = page.getByRole('dialog', { name: '答复关于' })
  await decide.getByLabel('理由').fill('录像已删除，学籍依法保留。')
  await decide.getByRole('button', { name: '提交' }).click()
  await expect(erasures.getByText('同意删除')).toBeVisible()
  await guardian.reload()
  await expect(child.getByText('录像已删除，学籍依法保留。')).toBeVisible()
  await context.close()
})

test('what is past its time is looked at before it is erased', async ({ page }) => {
  await page.goto('/retention')
  await page.getByRole('button', { name: '查看到期数据' }).click()
  await expect(page.getByRole('region', { name: '将要删除' })).toContainText('学生姓名')
  await withoutBarriers(page)
})
