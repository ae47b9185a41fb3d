// Files beside links: evidence, papers of a meeting, results of joint work.
import type { Locator, Page } from '@playwright/test'

import { expect, fitsItsWidth, foundGroup, settled, test, withoutBarriers } from './signed-in'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const upload = (within: Locator, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  within.locator('input[type=file]').setInputFiles(files)
const file = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer })

async function openCell(page: Page, id: string): Promise<Locator> {
  await page.goto(`/groups/${id}/unity`)
  await settled(page)
  await page.getByRole('button', { name: '添加事项' }).first().click()
  const items = page.getByRole('dialog', { name: '添加事项' })
  await items.getByRole('listitem').first().getByRole('button', { name: '采用' }).click()
  const matrix = page.getByRole('region', { name: '一体化办学' })
  await matrix
    .getByRole('button', { name: /未约定$/ })
    .last()
    .click()
  return page.getByRole('dialog')
}

test('evidence takes files; what cannot be taken is said in words', async ({ page, request, areas }) => {
  const group = await foundGroup(request, areas, '证据集团')
  const drawer = await openCell(page, group.id)
  const field = drawer.getByRole('group', { name: '文件' })
  await upload(
    field,
    file('空.pdf', Buffer.alloc(0)),
    file('脚本.exe', Buffer.from('MZ')),
    file('网页.txt', Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>')),
    file('照片.pdf', png),
  )
  await expect(field).toContainText('文件是空的')
  await expect(field).toContainText('这种文件不能上传')
  await expect(field).toContainText('网页、SVG、脚本')
  await expect(field).toContainText('内容却是PNG 图片')
  await withoutBarriers(page)
  for (const name of ['空.pdf', '脚本.exe', '网页.txt', '照片.pdf'])
    await field.getByRole('button', { name: `不要“${name}”` }).click()

  await upload(field, file('三年规划.pdf', pdf), file('校园.png', png))
  await expect(field.getByText('✓ 三年规划.pdf')).toBeVisible()
  await expect(field.getByText('✓ 校园.png')).toBeVisible()
  await expect(drawer.getByLabel('名称')).toHaveValue(/三年规划|校园/)
  await drawer.getByLabel('名称').fill('规划与照片')
  await drawer.getByRole('button', { name: '提交材料' }).click()
  const evidence = drawer.getByRole('listitem').filter({ hasText: '规划与照片' })
  await expect(evidence).toContainText('三年规划.pdf')

  await evidence.getByRole('button', { name: '校园.png', exact: true }).click()
  const preview = page.getByRole('dialog', { name: '校园.png' })
  await expect(preview.getByRole('img', { name: '校园.png' })).toBeVisible()
  expect(await preview.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1)
  await preview.getByRole('button', { name: '关闭' }).last().click()

  const kept = page.waitForEvent('download')
  await evidence.getByRole('link', { name: '下载“三年规划.pdf”' }).click()
  expect((await kept).suggestedFilename()).toBe('三年规划.pdf')

  const href = await evidence.getByRole('link', { name: '下载“三年规划.pdf”' }).getAttribute('href')
  const reply = await request.get(href ?? '', { headers: { Range: 'bytes=0-3' } })
  expect(reply.status()).toBe(206)
  expect(await reply.text()).toBe('%PDF')
  expect(reply.headers()['content-security-policy']).toContain('sandbox')
  expect(reply.headers()['x-content-type-options']).toBe('nosniff')
})

test('papers hang on the agenda', async ({ page, request, areas }) => {
  const group = await foundGroup(request, areas, '材料集团')
  await page.goto(`/groups/${group.id}/council`)
  await settled(page)
  await page.getByRole('button', { name: '召集会议' }).click()
  const calling = page.getByRole('dialog', { name: '召集会议' })
  await calling.getByLabel('会议名称').fill('材料审议会')
  await calling.getByRole('button', { name: '召集会议' }).click()
  await page.getByRole('button', { name: '添加议题' }).click()
  const adding = page.getByRole('dialog', { name: '添加议题' })
  await adding.getByRole('textbox').first().fill('年度预算')
  await upload(adding, file('预算.pdf', pdf))
  await expect(adding.getByText('✓ 预算.pdf')).toBeVisible()
  await adding.getByRole('button', { name: '添加议题' }).click()
  await expect(adding).toBeHidden()
  const agenda = page
    .getByRole('region', { name: '议程' })
    .or(page.locator('section', { hasText: '年度预算' }))
  await expect(agenda.first()).toContainText('预算.pdf')
  await page.getByRole('button', { name: '添加材料' }).click()
  const more = page.getByRole('dialog', { name: '为“年度预算”添加材料' })
  await upload(more, file('说明.txt', Buffer.from('说明')))
  await expect(more.getByText('✓ 说明.txt')).toBeVisible()
  await more.getByRole('button', { name: '添加材料' }).click()
  await expect(page.getByRole('button', { name: '说明.txt', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '撤下“说明.txt”' }).click()
  await expect(page.getByRole('button', { name: '说明.txt', exact: true })).toHaveCount(0)
  await withoutBarriers(page)
})

test('results are exchanged, and the installation sees what is kept', async ({ page, request, areas }) => {
  const group = await foundGroup(request, areas, '成果集团')
  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const about = await (await request.get(`/api/groups/${group.id}`)).json()
  const made = await request.post(`/api/groups/${group.id}/joint/plans`, {
    headers: { 'X-CSRF-Token': csrf },
    data: {
      kind: 'preparation',
      title: '五年级语文集体备课',
      schools: [about.members[0].school_id],
      end_on: new Date(Date.now() + 9e9).toISOString().slice(0, 10),
    },
  })
  expect(made.ok()).toBe(true)
  await page.goto(`/groups/${group.id}/joint`)
  await settled(page)
  await page.getByRole('button', { name: '交流成果' }).click()
  const sharing = page.getByRole('dialog', { name: '交流成果' })
  await upload(sharing, file('第三单元教案.txt', Buffer.from('教案')))
  await expect(sharing.getByText('✓ 第三单元教案.txt')).toBeVisible()
  await withoutBarriers(page)
  await sharing.getByRole('button', { name: '交流成果' }).click()
  await expect(sharing).toBeHidden()
  const results = page.getByRole('region', { name: '成果交流' })
  await expect(results).toContainText('第三单元教案')
  await expect(results).toContainText('五年级语文集体备课')
  await results.getByRole('button', { name: '第三单元教案.txt' }).click()
  await expect(page.frameLocator('iframe').locator('body')).toContainText('教案')
  await page.getByRole('button', { name: '关闭' }).last().click()
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)

  await page.goto('/files')
  await settled(page)
  await expect(page.getByRole('heading', { level: 1, name: '文件存储' })).toBeVisible()
  await withoutBarriers(page)
  await page.getByLabel('ClamAV 的套接字').fill('clamd')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('alert').first()).toContainText('填写有误')
})
