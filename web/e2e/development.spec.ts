// The record of a student: observed by its teacher, read by its guardian, counted for the school without names.
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { ownClass } from './own-class'
import { phoneBy } from './phone-by'
import { expect, fitsItsWidth, generated, settled, test, withoutBarriers } from './signed-in'

async function shot(page: Page, name: string) {
  const folder = process.env.DOORSTEP_SHOTS
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

test('a teacher observes a student, its guardian reads the record, the school sees how many', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(150_000)
  const listed = await request.get(`/api/schools?district=${generated(areas).id}&kind=primary&limit=200`)
  const school = ((await listed.json()) as { items: { id: string }[] }).items.at(-1)!.id
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const teacher = await ownClass(browser, request, school, {
    key: 'D',
    title: '五年级观察班',
    teacher: '观老师',
    children: ['周小麦', '郑小禾'],
  })
  await teacher.page.setViewportSize({ width: 390, height: 844 })
  await teacher.page.goto('/observations')
  await settled(teacher.page)
  const names = teacher.page.getByRole('region', { name: '任教班级的学生' }).getByRole('button')
  const student = (await names.first().innerText()).trim()
  const title = (await (await teacher.page.request.get('/api/account/observations')).json()).items[0] as {
    id: string
  }
  await names.first().click()
  await teacher.page.getByRole('button', { name: '写观察记录' }).click()
  const dialog = teacher.page.getByRole('dialog')
  await dialog.getByText('劳动教育').click()
  await dialog.getByLabel('内容').fill('每天给班里的豆苗浇水')
  await withoutBarriers(teacher.page)
  await shot(teacher.page, 'observe-390-zh')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(teacher.page.getByText('每天给班里的豆苗浇水')).toBeVisible()
  await fitsItsWidth(teacher.page)
  await withoutBarriers(teacher.page)
  await shot(teacher.page, 'observed-390-zh')

  const codes = (await (
    await request.post(`/api/classes/${title.id}/codes`, { headers, data: {} })
  ).json()) as {
    items: { child: string; code: string }[]
  }
  const code = codes.items.find((one) => one.child === student)!.code
  const guardian = await phoneBy(browser, code, '豆苗妈妈', 'record-mother')
  await guardian.goto('/record')
  await settled(guardian)
  await expect(guardian.getByText('每天给班里的豆苗浇水')).toBeVisible()
  await expect(guardian.getByRole('button', { name: /撤回/ })).toHaveCount(0)
  await fitsItsWidth(guardian)
  await withoutBarriers(guardian)
  await shot(guardian, 'record-390-zh')
  const download = guardian.waitForEvent('download')
  await guardian.getByRole('link', { name: 'PDF' }).click()
  expect((await download).suggestedFilename()).toContain('.pdf')

  await page.goto(`/development/${school}`)
  await settled(page)
  await expect(page.getByRole('heading', { name: '按班级' })).toBeVisible()
  await expect(page.getByText(student)).toHaveCount(0)
  await withoutBarriers(page)
  await shot(page, 'spread-1440-zh')
  for (const one of [page, guardian])
    await one.addInitScript(() => localStorage.setItem('doorstep.language', 'en'))
  await guardian.reload()
  await settled(guardian)
  await fitsItsWidth(guardian)
  await shot(guardian, 'record-390-en')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await settled(page)
  await fitsItsWidth(page)
  await shot(page, 'spread-390-en')
  await teacher.page.getByRole('button', { name: /撤回/ }).click()
  await expect(teacher.page.getByText('每天给班里的豆苗浇水')).toHaveCount(0)
})
