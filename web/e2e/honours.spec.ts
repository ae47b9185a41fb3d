// An honour from guardian to school, a work from upload to the public page, and away again when consent is withdrawn.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { phoneBy } from './phone-by'
import { program } from './start'
import { expect, fitsItsWidth, generated, settled, test, withoutBarriers } from './signed-in'

async function shot(page: Page, name: string) {
  const folder = process.env.DOORSTEP_SHOTS
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

// A class with one student, by our own sheets.
function importClass(school: string) {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-honours-'))
  const [classes, students] = [join(folder, 'classes.csv'), join(folder, 'students.csv')]
  writeFileSync(
    classes,
    `班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期\nHON1,${school},,四年级展示班,行政班,04,2026-09-01,\n`,
  )
  writeFileSync(
    students,
    `学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期\nHON001,${school},吴小画,女,04,HON1,2026-09-01,\n`,
  )
  execFileSync(program, ['import', classes, students, '--data', process.env.DOORSTEP_DATA ?? ''])
  rmSync(folder, { recursive: true })
}

// A picture of 2 by 2 points.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGNkYPjPwMDAwMDAAAUAEQYBA4kTjyQAAAAASUVORK5CYII=',
  'base64',
)

test('a work is public while its guardian agrees, and an honour is verified by the school', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(120_000)
  const listed = await request.get(`/api/schools?district=${generated(areas).id}&kind=primary&limit=200`)
  const school = ((await listed.json()) as { items: { id: string }[] }).items[9]!.id
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const about = (await (await request.get(`/api/schools/${school}`)).json()) as {
    identifiers: { scheme: string; value: string }[]
  }
  importClass(about.identifiers.find((one) => one.scheme === 'cn.school-code')?.value ?? '')
  const classes = (await (await request.get(`/api/schools/${school}/classes`)).json()).items as {
    id: string
    title: string
  }[]
  const of = classes.find((one) => one.title === '四年级展示班')!
  const codes = (await (await request.post(`/api/classes/${of.id}/codes`, { headers, data: {} })).json()) as {
    items: { code: string }[]
  }
  const guardian = await phoneBy(browser, codes.items[0]!.code, '吴爸爸', 'honours-wu')

  await guardian.goto('/honours')
  await settled(guardian)
  await guardian.getByRole('button', { name: '登记荣誉' }).click()
  const claim = guardian.getByRole('dialog')
  await claim.getByLabel('荣誉名称').fill('少儿书画展')
  await claim.getByLabel('等级或名次').fill('二等奖')
  await claim.getByLabel('颁发单位').fill('市文联')
  await claim
    .locator('input[type=file]')
    .setInputFiles({ name: 'certificate.png', mimeType: 'image/png', buffer: picture })
  await expect(claim.getByText('certificate.png')).toBeVisible()
  await withoutBarriers(guardian)
  await shot(guardian, 'honours-claim-390-zh')
  await claim.getByRole('button', { name: '保存' }).click()
  await expect(guardian.getByText('待核实')).toBeVisible()
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)

  await page.goto(`/honours/${school}`)
  await settled(page)
  await expect(page.getByRole('table').getByText('certificate.png')).toBeVisible()
  await shot(page, 'honours-verify-1440-zh')
  await page.getByRole('button', { name: '核实 少儿书画展' }).click()
  await expect(page.getByText('已核实')).toBeVisible()
  await page.getByRole('button', { name: '上传作品' }).first().click()
  const dialog = page.getByRole('dialog', { name: '上传作品' })
  await dialog.getByLabel('作品名称').fill('春天的风筝')
  await dialog.getByRole('combobox', { name: '班级' }).fill('展示班')
  await page.getByRole('option', { name: '四年级展示班' }).click()
  await dialog.getByRole('combobox', { name: '姓名' }).click()
  await page.getByRole('option', { name: '吴小画' }).click()
  await dialog.getByRole('combobox', { name: '姓名' }).press('Tab')
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'kite.png', mimeType: 'image/png', buffer: picture })
  await expect(dialog.getByText('kite.png')).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'work-dialog-1440-zh')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '公开展示', exact: true }).click()
  await expect(page.getByText('监护人还没有同意展示：吴小画')).toBeVisible()

  const asked = await request.post(`/api/schools/${school}/consents`, {
    headers,
    data: { purpose: 'works', until: new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10) },
  })
  expect(asked.ok()).toBe(true)
  await guardian.goto('/children')
  await settled(guardian)
  await guardian.getByRole('button', { name: '同意', exact: true }).click()
  await expect(guardian.getByRole('button', { name: '撤回' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: '公开展示', exact: true }).click()
  await expect(page.getByText('公开展示中')).toBeVisible()
  await withoutBarriers(page)
  await shot(page, 'honours-1440-zh')

  const visitors = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
  })
  const visitor = await visitors.newPage()
  await visitor.goto(`/showcase/${school}`)
  await settled(visitor)
  await expect(visitor.getByRole('heading', { name: '春天的风筝' })).toBeVisible()
  await expect(visitor.getByText(/少儿书画展/)).toBeVisible()
  await withoutBarriers(visitor)
  await shot(visitor, 'showcase-1440-zh')
  await visitor.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(visitor)
  await shot(visitor, 'showcase-390-zh')
  const file = await visitor.getByRole('img', { name: '春天的风筝' }).getAttribute('src')
  expect((await visitors.request.get(file!)).ok()).toBe(true)

  await guardian.getByRole('button', { name: '撤回' }).click()
  await expect(guardian.getByRole('button', { name: '撤回' })).toHaveCount(0)
  await visitor.reload()
  await settled(visitor)
  await expect(visitor.getByText('还没有展示的作品和荣誉')).toBeVisible()
  expect((await visitors.request.get(file!)).status()).toBe(404)
  await shot(visitor, 'showcase-empty-390-zh')

  for (const one of [page, guardian])
    await one.addInitScript(() => localStorage.setItem('doorstep.language', 'en'))
  await guardian.goto('/honours')
  await settled(guardian)
  await fitsItsWidth(guardian)
  await shot(guardian, 'honours-own-390-en')
  await page.goto(`/honours/${school}`)
  await settled(page)
  await shot(page, 'honours-1440-en')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await settled(page)
  await fitsItsWidth(page)
  await shot(page, 'honours-390-en')
})
