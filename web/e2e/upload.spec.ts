// Large files: the line breaks, the page is loaded anew, and what arrives is byte by byte what was sent.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { strToU8, zipSync } from 'fflate'

import { expect, fitsItsWidth, foundGroup, settled, staffPage, test, withoutBarriers } from './signed-in'

const megabyte = 1 << 20
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

// The least that Word opens, with a paragraph in it.
const document = (text: string) =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      '_rels/.rels': strToU8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
      'word/document.xml': strToU8(
        `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
      ),
    }),
  )

// A recording in which nothing is heard: frames of MPEG 1, layer 3, 128 kbit/s.
const frame = Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(414)])
const silence = Buffer.concat([Buffer.from('49443303000000000000', 'hex'), ...Array<Buffer>(40).fill(frame)])

test('a film goes on where the line broke, and where the page was left', async ({
  request,
  areas,
  browser,
}, info) => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-film-'))
  const film = join(folder, '公开课实录.mp4')
  const box = Buffer.from('000000186674797069736f6d0000020069736f6d6d70343200000000', 'hex')
  const rest = Buffer.alloc(56 * megabyte)
  for (let at = 0; at < rest.length; at += 4) rest.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)
  writeFileSync(film, Buffer.concat([box, rest]))

  const group = await foundGroup(request, areas, '续传集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string }[]
  }
  const { page } = await staffPage(browser, request, of.members[0]!.school_id, { n: 2 })
  const line = await page.context().newCDPSession(page)
  const emulate = (offline: boolean, upload: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: upload,
    })
  const parts: number[] = []
  page.on('request', (one) => {
    if (one.method() === 'PATCH') parts.push(Number(one.headers()['upload-offset']))
  })

  await page.goto('/resources')
  await settled(page)
  await emulate(false, 10 * megabyte)
  await page.getByRole('button', { name: '共享资源' }).click()
  const dialog = page.getByRole('dialog', { name: '共享资源' })
  await expect(dialog.getByText(/每个不超过 20/)).toBeVisible()
  await dialog.locator('input[type=file]').setInputFiles(film)
  await expect(dialog.getByText(/\d+(\.\d+)? MB \/ 56(\.0)? MB/)).toBeVisible()

  // The line breaks in the midst of the second part, and comes back.
  await expect.poll(() => parts.length).toBeGreaterThan(1)
  await page.waitForTimeout(500)
  await emulate(true, -1)
  await expect(dialog.getByText('连接中断，正在自动重试；已传部分不会丢失')).toBeVisible()
  await withoutBarriers(page)
  await page.screenshot({ path: info.outputPath('broken-1440-zh.png') })
  const before = parts.length
  await emulate(false, 10 * megabyte)
  await expect.poll(() => parts.length).toBeGreaterThan(before)
  expect(parts.at(-1)).toBeGreaterThanOrEqual(16 * megabyte)

  // Paused, and the page is left; the same file goes on.
  await dialog.getByRole('button', { name: '暂停上传“公开课实录.mp4”' }).click()
  await expect(dialog.getByText('已暂停；已传部分保留一天，可随时继续')).toBeVisible()
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: '共享资源' }).click()
  const left = dialog.getByRole('list', { name: '上次没有传完的文件' })
  await expect(left).toContainText('公开课实录.mp4')
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
  await page.screenshot({ path: info.outputPath('left-390-zh.png') })
  await page.setViewportSize({ width: 1440, height: 900 })
  await withoutBarriers(page)
  const again = parts.length
  await dialog.locator('input[type=file]').setInputFiles(film)
  await expect(left).toHaveCount(0)
  await expect.poll(() => parts.length).toBeGreaterThan(again)
  expect(parts[again]).toBeGreaterThanOrEqual(16 * megabyte)
  await emulate(false, -1)
  await expect(dialog.getByText('✓ 公开课实录.mp4')).toBeVisible({ timeout: 60_000 })
  await page.screenshot({ path: info.outputPath('arrived-1440-zh.png') })

  await dialog.getByRole('combobox', { name: '学科' }).click()
  await page.getByRole('option', { name: '数学', exact: true }).click()
  await dialog.getByRole('combobox', { name: '年级' }).click()
  await page.getByRole('option', { name: '三年级', exact: true }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await expect(page.getByRole('heading', { name: '公开课实录', level: 1 })).toBeVisible()
  const kept = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载“公开课实录.mp4”' }).click()
  expect(digest(readFileSync(await (await kept).path()))).toBe(digest(readFileSync(film)))
  rmSync(folder, { recursive: true })
})

test('what cannot be taken is said before it is sent', async ({ request, areas, browser }) => {
  const group = await foundGroup(request, areas, '续传集团二')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string }[]
  }
  const { page } = await staffPage(browser, request, of.members[0]!.school_id, { n: 3 })
  await page.goto('/resources')
  await settled(page)
  await page.getByRole('button', { name: '共享资源' }).click()
  const dialog = page.getByRole('dialog', { name: '共享资源' })
  // Named as a film, but a text: all of it is sent, looked at, and refused in clear words.
  await dialog.locator('input[type=file]').setInputFiles({
    name: '不是视频.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.alloc(6 * megabyte, '只是文字 '),
  })
  await expect(dialog.getByRole('alert')).toContainText('内容却是纯文本')
  await withoutBarriers(page)
})

test('files are looked at in the page, documents of office programs as well', async ({
  request,
  areas,
  browser,
}, info) => {
  test.setTimeout(120_000)
  const group = await foundGroup(request, areas, '预览集团')
  const of = (await (await request.get(`/api/groups/${group.id}`)).json()) as {
    members: { school_id: string }[]
  }
  const { page } = await staffPage(browser, request, of.members[0]!.school_id, { n: 4 })
  await page.goto('/resources')
  await settled(page)
  await page.getByRole('button', { name: '共享资源' }).click()
  const dialog = page.getByRole('dialog', { name: '共享资源' })
  await dialog.locator('input[type=file]').setInputFiles([
    { name: '教学设计.docx', mimeType: 'application/octet-stream', buffer: document('认识几分之一') },
    { name: '坏文档.docx', mimeType: 'application/octet-stream', buffer: document('</w:t>') },
    { name: '课堂实录.mp3', mimeType: 'audio/mpeg', buffer: silence },
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('分步说明') },
  ])
  for (const name of ['教学设计.docx', '坏文档.docx', '课堂实录.mp3', '说明.txt'])
    await expect(dialog.getByText(`✓ ${name}`)).toBeVisible()
  await dialog.getByRole('textbox', { name: '名称' }).fill('分数的预览')
  await dialog.getByRole('combobox', { name: '学科' }).click()
  await page.getByRole('option', { name: '数学', exact: true }).click()
  await dialog.getByRole('combobox', { name: '年级' }).click()
  await page.getByRole('option', { name: '三年级', exact: true }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await expect(page.getByRole('heading', { name: '分数的预览', level: 1 })).toBeVisible()

  const opened = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click()
    return page.getByRole('dialog', { name })
  }
  const close = (one: Awaited<ReturnType<typeof opened>>) =>
    one.getByRole('button', { name: '关闭' }).last().click()

  const recording = await opened('课堂实录.mp3')
  await expect(recording.locator('audio')).toBeVisible()
  await close(recording)
  const text = await opened('说明.txt')
  await expect(text.frameLocator('iframe').locator('body')).toContainText('分步说明')
  await close(text)

  const pdf = page
    .waitForResponse(
      (one) =>
        one.url().includes('shown=true') && one.status() === 200 && one.request().isNavigationRequest(),
    )
    .catch(() => null) // where there is no LibreOffice it never comes
  const design = await opened('教学设计.docx')
  const missing = design.getByText('服务器没有安装 LibreOffice')
  await expect(missing.or(design.locator('iframe'))).toBeVisible({ timeout: 60_000 })
  if (await missing.isVisible()) {
    await expect(design.getByRole('link', { name: '下载' })).toBeVisible()
    return
  }
  const shown = (await pdf)!
  expect(shown.headers()['content-type']).toBe('application/pdf')
  expect(shown.headers()['x-content-type-options']).toBe('nosniff')
  expect(shown.headers()['content-disposition']).toContain('inline')
  await expect(design.locator('iframe')).toBeVisible()
  await page.waitForTimeout(1500)
  await page.screenshot({ path: info.outputPath('document-1440-zh.png') })
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
  await page.screenshot({ path: info.outputPath('document-390-zh.png') })
  await page.setViewportSize({ width: 1440, height: 900 })
  await close(design)

  const broken = await opened('坏文档.docx')
  await expect(broken.getByRole('alert')).toContainText('请下载后打开', { timeout: 60_000 })
  await expect(broken.getByRole('link', { name: '下载' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('broken-document-1440-zh.png') })
  await close(broken)

  // A draft that nobody wants is discarded, after asking.
  await page.getByRole('button', { name: 'English' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
  await page.screenshot({ path: info.outputPath('draft-390-en.png'), fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page.getByRole('dialog')).toContainText('The draft is gone for good')
  await withoutBarriers(page)
  await page.screenshot({ path: info.outputPath('discard-1440-en.png') })
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page).toHaveURL(/\/resources$/)
  await expect(page.getByText('You have not shared anything yet')).toBeVisible()
})
