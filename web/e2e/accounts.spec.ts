import { createHmac } from 'node:crypto'

import { expect, generated, settled, test, withoutBarriers } from './signed-in'

// The six digits of RFC 6238 for a base32 secret, as an authenticator app makes them.
function digits(secret: string, at = Date.now()): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((one) => signs.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((one) => parseInt(one, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const from = mac[19]! & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('people are invited by a sheet: wrong cells are named, and nobody is invited before all are right', async ({
  page,
  areas,
}) => {
  await page.goto('/accounts')
  await settled(page)
  await page.getByRole('button', { name: '按表邀请' }).click()
  const dialog = page.getByRole('dialog', { name: '按表邀请' })
  const sheet = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await dialog
    .getByLabel('选择文件')
    .setInputFiles(sheet('登录名,姓名,职务,机构\nzhou,周一,园丁,没有的学校\n'))
  await expect(dialog).toContainText('没有职务“园丁”')
  await expect(dialog).toContainText('找不到机构“没有的学校”')
  await withoutBarriers(page)
  const { name } = generated(areas)
  await dialog
    .getByLabel('选择文件')
    .setInputFiles(sheet(`登录名,姓名,职务,机构\nzhou,周一,区域干部,${name}\nwu,吴二,区域干部,${name}\n`))
  await dialog.getByRole('button', { name: '邀请 2 人' }).click()
  await expect(dialog).toContainText('已邀请 2 人')
  await expect(dialog.getByRole('button', { name: '下载链接表' })).toBeVisible()
})

test('an officer turns the second factor on and signs in with it; a colleague stands in', async ({
  page,
  browser,
  areas,
}) => {
  const session = (await (await page.request.get('/api/session')).json()) as { csrf: string }
  const headers = { 'X-CSRF-Token': session.csrf }
  const make = async (signIn: string) => {
    const made = await page.request.post('/api/accounts', {
      headers,
      data: {
        sign_in: signIn,
        name: signIn,
        post: { role: 'district_officer', org: generated(areas).id },
      },
    })
    const { id } = (await made.json()) as { id: string }
    const link = await page.request.post(`/api/accounts/${id}/link`, { headers })
    return ((await link.json()) as { token: string }).token
  }
  const token = await make('factor-officer')
  await make('factor-deputy')
  const own = await browser.newContext({ locale: 'zh-CN' })
  const door = await own.newPage()
  const at = (path: string) => new URL(path, process.env.DOORSTEP_URL).toString()
  await door.goto(at(`/link#${token}`))
  await door.getByRole('button', { name: /登录/ }).click()
  const password = 'an officer of the district'
  await door.getByLabel('新密码').fill(password)
  await door.getByLabel('再输一次').fill(password)
  await door.getByRole('button', { name: /保存/ }).click()
  await expect(door).not.toHaveURL(/link/)
  await door.goto(at('/account'))
  await door.getByRole('button', { name: '启用' }).click()
  const secret = (await door.locator('code.secret').textContent()) ?? ''
  await door.getByLabel('应用显示的六位数字').fill(digits(secret))
  await door.getByRole('button', { name: '确认启用' }).click()
  await expect(door.getByRole('heading', { name: '恢复码' })).toBeVisible()
  const recovery = (await door.locator('.codes code').first().textContent()) ?? ''
  await door.getByRole('button', { name: '已保存好' }).click()
  await door.getByRole('button', { name: '委托他人' }).click()
  const dialog = door.getByRole('dialog', { name: '委托他人' })
  await dialog.getByLabel('受托人的登录名').fill('factor-deputy')
  const end = dialog.getByLabel('结束（当日起失效）')
  await end.fill(new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10))
  await end.press('Enter')
  await dialog.getByRole('button', { name: '委托他人' }).click()
  await expect(door.getByText('factor-deputy 代行我的 区域干部')).toBeVisible()
  await withoutBarriers(door)

  await own.clearCookies()
  await door.goto(at('/sign-in'))
  await door.getByLabel('账号名').fill('factor-officer')
  await door.getByLabel('密码', { exact: true }).fill(password)
  await door.getByRole('button', { name: '登录', exact: true }).click()
  await door.getByLabel('验证码或恢复码').fill(recovery)
  await door.getByRole('button', { name: '登录', exact: true }).click()
  await expect(door).not.toHaveURL(/sign-in/)
  await own.close()
})
