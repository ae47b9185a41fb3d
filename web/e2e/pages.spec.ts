// Every page in both languages and both widths: no barrier, no sideways scrolling, nothing thrown.
import { expect, fitsItsWidth, generated, region, settled, test, withoutBarriers } from './signed-in'

const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

for (const [name, viewport] of Object.entries(widths))
  for (const language of ['zh', 'en'])
    test(`pages on a ${name}, in ${language}`, async ({ page, areas, request }) => {
      test.setTimeout(300_000)
      await page.setViewportSize(viewport)
      await page.addInitScript((chosen) => localStorage.setItem('doorstep.language', chosen), language)
      const thrown: string[] = []
      page.on('pageerror', (error) => thrown.push(error.message))
      const district = generated(areas).id
      const school = (await (await request.get(`/api/schools?district=${district}&limit=1`)).json()).items[0]
        .id
      const group = (await (await request.get(`/api/groups?district=${district}`)).json()).items[0].id
      const pages = [
        `/d/${district}`,
        `/d/${region(areas).id}`,
        '/areas',
        `/d/${district}/near`,
        '/today',
        `/d/${district}/schools`,
        `/schools/${school}`,
        `/d/${district}/groups`,
        `/groups/${group}`,
        `/groups/${group}/centres`,
        `/d/${district}/balance`,
        `/d/${district}/what-if`,
        '/imports',
        '/accounts',
        '/audit',
        '/account',
        '/nowhere',
      ]
      for (const path of pages)
        await test.step(path, async () => {
          await page.goto(path)
          await settled(page)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
          await expect(page.getByRole('alert')).toHaveCount(0)
          await fitsItsWidth(page)
          await withoutBarriers(page)
        })
      expect(thrown).toEqual([])
    })

test('a school of a few says so to visitors, and how many to the office', async ({
  page,
  browser,
  request,
  areas,
}) => {
  const smallest = (await (await request.get('/api/schools?sort=students&limit=20')).json()).items.find(
    (one: { students: number }) => one.students > 0,
  ) as { id: string; name: string; students: number }
  expect(smallest.students).toBeLessThan(10)
  const address = `/d/${region(areas).id}/schools?q=${encodeURIComponent(smallest.name)}&sort=students`
  const row = (where: typeof page) =>
    where.getByRole('row').filter({ has: where.locator(`a[href^="/schools/${smallest.id}"]`) })
  await page.goto(address)
  await settled(page)
  await expect(row(page)).toContainText(String(smallest.students))
  await expect(page.getByText('人数少于 10 人')).toBeHidden()
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale: 'zh-CN',
  })
  const visitor = await context.newPage()
  await visitor.goto(address)
  await settled(visitor)
  await expect(row(visitor)).toContainText('<10')
  await expect(visitor.getByText('人数少于 10 人的学校或学段不公开人数')).toBeVisible()
  await withoutBarriers(visitor)
  await context.close()
})
