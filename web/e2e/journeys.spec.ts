import { readFileSync, writeFileSync } from 'node:fs'

import { strFromU8, unzipSync } from 'fflate'

import { password } from './start'
import { expect, generated, region, settled, test } from './signed-in'

test('the home page shows seven coefficients, the schools that fail and the map', async ({ page, areas }) => {
  const district = generated(areas)
  await page.goto(`/d/${district.id}`)
  await settled(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('生成的数据')
  const primary = page.getByRole('region', { name: '小学：差异系数' })
  await expect(primary.getByRole('link')).toHaveCount(7)
  await expect(page.getByRole('region', { name: '未达标学校' }).getByRole('listitem').first()).toContainText(
    '还缺',
  )
  await expect(page.locator('.frame .point').first()).toBeVisible()
  await primary.getByRole('link').first().click()
  await expect(page).toHaveURL(/\/balance\/\w+/)
})

test('the language changes without a reload, and is kept', async ({ page, areas }) => {
  await page.goto(`/d/${generated(areas).id}`)
  await settled(page)
  await page.evaluate(() => ((window as unknown as { same: boolean }).same = true))
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await expect(page.getByRole('link', { name: 'Education groups', exact: true })).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same)).toBe(true)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: '切换为中文' }).click()
  await expect(page.getByRole('link', { name: '教育集团', exact: true })).toBeVisible()
})

test('a region compares its 22 counties', async ({ page, areas }) => {
  await page.goto(`/d/${region(areas).id}`)
  await settled(page)
  const table = page.getByRole('region', { name: '各区县比较' }).getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(23)
  await table.getByRole('button', { name: '学生', exact: true }).click()
  await expect(table.getByRole('columnheader', { name: '学生', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
})

test('schools are searched, sorted by the server and opened', async ({ page, areas }) => {
  await page.goto(`/d/${region(areas).id}/schools`)
  await settled(page)
  await page.getByRole('textbox', { name: '校名、拼音或代码' }).fill('博愛')
  await expect(page).toHaveURL(/q=/)
  await settled(page)
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows.nth(1)).toContainText('博愛')
  await page.getByRole('button', { name: '学生' }).click()
  await expect(page).toHaveURL(/sort=-students/)
  await rows.nth(1).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('博愛')
})

test('a table goes to Excel as a workbook of numbers and texts', async ({ page, areas }) => {
  await page.goto(`/d/${generated(areas).id}/groups`)
  await settled(page)
  const shown = page.getByRole('table').last().getByRole('row')
  const name = await shown.nth(1).getByRole('link').first().textContent()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/)
  const parts = unzipSync(readFileSync(await file.path()))
  const text = (part: string) => strFromU8(parts[part] ?? new Uint8Array())
  const sheet = text('xl/worksheets/sheet1.xml')
  expect(sheet.match(/<row /g)).toHaveLength(await shown.count())
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  expect(sheet).toMatch(/<c r="E\d+"[^>]*>\s*<v>\d+<\/v>/)
  expect(sheet).not.toContain('<f>')
  expect(sheet + text('xl/sharedStrings.xml')).toContain(name ?? 'no name')
})

test('the map is walked by keyboard alone', async ({ page, areas }) => {
  await page.goto(`/d/${generated(areas).id}`)
  await settled(page)
  const map = page.getByRole('application')
  await map.focus()
  await page.keyboard.press('+')
  await page.keyboard.press('.')
  await expect(page.locator('.hint')).toBeVisible()
  const name = await page.locator('.hint b').textContent()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name ?? '')
})

test('what if: the coefficients follow the slider', async ({ page, areas }) => {
  await page.goto(`/d/${generated(areas).id}/what-if`)
  await settled(page)
  await page.getByRole('button', { name: '用一个例子开始' }).click()
  await expect(page.locator('.change .muted, .change .arrow').first()).toBeVisible()
  await expect(page.getByText('服务器计算')).toBeVisible()
  const before = await page.locator('section[aria-labelledby=effect]').innerText()
  await page.getByRole('slider').focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.locator('section[aria-labelledby=effect]').innerText()).not.toBe(before)
})

test('a school is corrected by hand, and a second hand is told', async ({ page, context, areas }) => {
  const district = generated(areas)
  await page.goto(`/d/${district.id}/schools`)
  await settled(page)
  await page.getByRole('table').getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/schools\/[0-9a-f-]{36}/)
  await settled(page)
  const other = await context.newPage()
  await other.goto(page.url())
  await settled(other)
  for (const [one, address] of [
    [page, '幸福路 1 号'],
    [other, '幸福路 2 号'],
  ] as const) {
    await one.getByRole('button', { name: '更正信息' }).click()
    await one.getByRole('dialog').getByLabel('地址').fill(address)
    await one.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    if (one === page) await expect(one.getByRole('dialog')).toHaveCount(0)
    else await expect(one.getByRole('dialog').getByRole('alert')).toBeVisible()
  }
  await page.getByRole('tab', { name: '基本信息' }).click()
  await expect(page.getByText('幸福路 1 号')).toBeVisible()
})

test('a file with a mistake is refused at its row, and nothing is written', async ({ page }, info) => {
  const file = info.outputPath('returns.csv')
  writeFileSync(file, '学校标识码,学年,学段,在校学生数\n不存在的学校,2025,primary,八百\n')
  await page.goto('/imports')
  await settled(page)
  await page.getByLabel('选择文件').last().setInputFiles(file)
  await expect(page.getByText(/有 \d+ 处错误/)).toBeVisible()
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('2')
  await expect(page.getByRole('button', { name: '确认写入' })).toHaveCount(0)
  await page.getByRole('button', { name: '放弃' }).click()
  await expect(page).toHaveURL(/\/imports$/)
})

test('a table of another country is mapped once, read and written', async ({ page }, info) => {
  const file = info.outputPath('ecoles.csv')
  const rows = ['Ecole Jules Ferry,0750001A,Paris 1,210', 'Ecole Voltaire,0750002B,Paris 1,180']
  writeFileSync(file, ['Nom,Code UAI,Commune,Effectif', ...rows].join('\n') + '\n')
  await page.goto('/imports')
  await settled(page)
  await page.getByLabel('选择文件').last().setInputFiles(file)
  const mapping = page.getByRole('region', { name: '对应关系' })
  await expect(mapping).toBeVisible()
  await mapping.getByLabel('名称').fill('ecoles')
  for (const [column, target] of [
    ['Nom', '学校名称'],
    ['Code UAI', '学校代码'],
    ['Commune', '区县'],
    ['Effectif', '在校学生数'],
  ] as const) {
    const select = mapping.getByLabel(`${column}: 对应`)
    await select.fill(target)
    await page.getByRole('option', { name: new RegExp(`^${target}( \\*)?$`) }).click()
  }
  await mapping.getByRole('button', { name: '按此试读' }).click()
  await page.getByRole('button', { name: '确认写入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认写入' }).click()
  await expect(page.getByText('已全部写入')).toBeVisible()
})

test('a person is invited by a link that is shown once', async ({ page, browser, areas }) => {
  await page.goto('/accounts')
  await settled(page)
  await page.getByRole('button', { name: '邀请', exact: true }).click()
  const name = `officer-${Date.now()}`
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('李芳')
  await dialog.getByLabel('账号名').fill(name)
  await dialog.getByRole('button', { name: '邀请' }).click()
  const link = await page.getByRole('textbox', { name: '一次性链接' }).inputValue()
  const visitor = await browser.newContext({ storageState: { cookies: [], origins: [] }, locale: 'zh-CN' })
  const theirs = await visitor.newPage()
  await theirs.goto(link)
  await theirs.getByRole('button', { name: '使用一次性链接登录' }).click()
  await theirs.getByLabel('新密码').fill(password)
  await theirs.getByLabel('再输一次').fill(password)
  await theirs.getByRole('button', { name: '保存密码并进入' }).click()
  await expect(theirs.getByRole('button', { name: /李芳/ })).toBeVisible()
  expect(areas.length).toBeGreaterThan(0)
  await visitor.close()
})

test('a visitor sees the public figures and no names of pupils or staff', async ({ browser, areas }) => {
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    baseURL: process.env.DOORSTEP_URL,
    locale: 'zh-CN',
  })
  const page = await context.newPage()
  await page.goto(`/d/${generated(areas).id}`)
  await settled(page)
  await expect(page.getByRole('region', { name: '小学：差异系数' }).getByRole('link')).toHaveCount(7)
  await expect(page.getByRole('link', { name: '导入与导出' })).toHaveCount(0)
  await page.goto('/imports')
  await expect(page).toHaveURL(/sign-in\?next=/)
  await context.close()
})
