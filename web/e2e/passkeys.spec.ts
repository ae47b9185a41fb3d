// Passkeys with Chromium's virtual authenticator. Browsers give them to "localhost", never to an address of numbers.
import type { CDPSession, Page } from '@playwright/test'

import { expect, fitsItsWidth, generated, settled, test, withoutBarriers } from './signed-in'

const at = (path: string) =>
  new URL(path, process.env.DOORSTEP_URL!.replace('127.0.0.1', 'localhost')).toString()

async function device(page: Page, verifies = true): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verifies,
    },
  })
  return { cdp, id: authenticatorId }
}

test('a passkey is made instead of a password, opens the account, and is removed', async ({
  browser,
  request,
  areas,
}) => {
  const org = (await (await request.get(`/api/schools?district=${generated(areas).id}&limit=1`)).json())
    .items[0].id as string
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const post = { role: 'principal', org }
  const made = await request.post('/api/accounts', {
    headers,
    data: { sign_in: 'by-passkey', name: '周校长', post },
  })
  const { id } = (await made.json()) as { id: string }
  const link = await request.post(`/api/accounts/${id}/link`, { headers, data: {} })
  const policy = await (await request.get('/api/account-policy')).json()
  await request.put('/api/account-policy', { headers, data: { ...policy, second_factor: ['principal'] } })

  const context = await browser.newContext({ storageState: undefined, locale: 'zh-CN' })
  const page = await context.newPage()
  const { cdp, id: key } = await device(page)
  await page.goto(at(`/link#${(await link.json()).token}`))
  await page.getByRole('button', { name: /使用一次性链接/ }).click()
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await expect(page).toHaveURL(at('/today'))
  await page.goto(at('/account'))
  const card = page.getByRole('region', { name: '通行密钥' })
  await expect(card.getByText(/上次使用/)).toBeVisible()
  await card.getByRole('button', { name: '添加通行密钥' }).click()
  await expect(card.getByText('已经有您的通行密钥')).toBeVisible()
  await card.getByRole('button', { name: /^删除/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(card.getByRole('alert')).toContainText('唯一的登录方式')
  await withoutBarriers(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(page)
  await page.setViewportSize({ width: 1440, height: 900 })

  // Signed out; the button finds the passkey, and it is the second factor that principals need here.
  await context.clearCookies()
  await page.goto(at('/sign-in?next=/notices'))
  await withoutBarriers(page)
  await page.getByRole('button', { name: '通行密钥登录' }).click()
  await expect(page).toHaveURL(at('/notices'))
  const session = await (await page.request.get(at('/api/session'))).json()
  expect([session.name, session.must_set_second_factor]).toEqual(['周校长', false])

  // A device that cannot tell who holds it opens nothing.
  await context.clearCookies()
  await page.goto(at('/sign-in'))
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: key, isUserVerified: false })
  await page.getByRole('button', { name: '通行密钥登录' }).click()
  await expect(page.getByText('没有完成')).toBeVisible()
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: key, isUserVerified: true })

  // In strange hands: who manages accounts cuts it off.
  expect((await request.delete(`/api/accounts/${id}/ways`, { headers })).ok()).toBe(true)
  await page.getByRole('button', { name: '通行密钥登录' }).click()
  await expect(page.getByRole('alert')).toContainText('这个通行密钥不能在这里登录')
  await settled(page)
  await request.put('/api/account-policy', { headers, data: policy })
  await context.close()
})
