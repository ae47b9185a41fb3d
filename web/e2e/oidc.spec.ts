// Signing in by real providers: set up by an administrator, tied by the person, and what goes wrong on the way.
import type { APIRequestContext, Browser, Page } from '@playwright/test'

import { identities } from './provider'
import { expect, fitsItsWidth, generated, settled, test, withoutBarriers } from './signed-in'

const at = (path: string) => new URL(path, process.env.DOORSTEP_URL).toString()

async function invite(request: APIRequestContext, name: string, org: string): Promise<string> {
  const headers = { 'X-CSRF-Token': (await (await request.get('/api/session')).json()).csrf as string }
  const post = { role: 'teacher', org }
  const made = await request.post('/api/accounts', { headers, data: { sign_in: name, name, post } })
  const link = await request.post(`/api/accounts/${(await made.json()).id}/link`, { headers, data: {} })
  return (await link.json()).token as string
}
async function somebody(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: undefined,
    locale: 'zh-CN',
  })
  return context.newPage()
}
// At the provider: who one is there, and that this site may know.
async function sayWho(page: Page, name: string) {
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('x')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('people sign in by providers that an administrator has set up', async ({
  page,
  browser,
  request,
  areas,
}) => {
  test.setTimeout(120_000)
  const callback = at('/api/session/oidc/callback')
  const cloud = await identities('127.0.0.1', 'ES256', callback)
  const office = await identities('localhost', 'RS256', callback)

  await page.goto('/sign-in-providers')
  await expect(page.getByText('还没有登录服务')).toBeVisible()
  await withoutBarriers(page)
  for (const [zh, en, issuer] of [
    ['区教育云', 'District cloud', cloud.issuer],
    ['市办公网', 'City office', office.issuer],
  ] as const) {
    await page.getByRole('button', { name: '添加登录服务' }).click()
    const dialog = page.getByRole('dialog', { name: '添加登录服务' })
    await dialog.getByLabel('中文名称').fill(zh)
    await dialog.getByLabel('英文名称').fill(en)
    await dialog.getByLabel('服务地址（issuer）').fill(`${issuer}/`)
    await dialog.getByRole('button', { name: '测试连接' }).click()
    await expect(dialog.getByText('对方自称')).toBeVisible() // the slash is not the provider's
    await dialog.getByLabel('服务地址（issuer）').fill(issuer)
    await dialog.getByRole('button', { name: '测试连接' }).click()
    await expect(dialog.getByText('已连上')).toBeVisible()
    await dialog.getByLabel('客户端标识（client ID）').fill('doorstep')
    await dialog.getByLabel('客户端密钥（client secret）').fill('hush')
    await withoutBarriers(page)
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('region', { name: zh })).toContainText(issuer)
  }

  // An invitation is opened, and a provider chosen instead of a password.
  const org = (await (await request.get(`/api/schools?district=${generated(areas).id}&limit=1`)).json())
    .items[0].id as string
  const token = await invite(request, 'by-cloud', org)
  const teacher = await somebody(browser)
  await teacher.goto(`/link#${token}`)
  await teacher.getByRole('button', { name: /使用一次性链接/ }).click()
  await withoutBarriers(teacher)
  await teacher.getByRole('button', { name: '连接区教育云' }).click()
  await sayWho(teacher, 'li@cloud')
  await settled(teacher)
  await expect(teacher).toHaveURL(at('/today'))
  await teacher.goto('/account')
  const card = teacher.getByRole('region', { name: '登录方式' })
  await expect(card).toContainText('区教育云')
  await expect(card).toContainText('未设置')
  await expect(teacher.getByRole('heading', { name: '密码', exact: true })).toHaveCount(0)
  await card.getByRole('button', { name: /断开: 区教育云/ }).click()
  await teacher.getByRole('button', { name: '断开', exact: true }).last().click()
  await expect(card).toContainText('唯一的登录方式')
  await card.getByRole('button', { name: '连接市办公网' }).click()
  await sayWho(teacher, 'li@office')
  await expect(card.getByText('已连接。')).toBeVisible()
  await withoutBarriers(teacher)
  await teacher.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(teacher)
  await teacher.context().close()

  // Another day, another browser.
  const again = await somebody(browser)
  await again.goto('/sign-in?next=/notices')
  await expect(again.getByRole('button', { name: '用区教育云登录' })).toBeVisible()
  await withoutBarriers(again)
  let came = ''
  again.on('request', (one) => {
    if (one.url().startsWith(callback)) came = one.url()
  })
  await again.getByRole('button', { name: '用区教育云登录' }).click()
  await sayWho(again, 'li@cloud')
  await expect(again).toHaveURL(at('/notices'))
  expect((await (await again.request.get('/api/session')).json()).name).toBe('by-cloud')
  await again.goto(came) // the same answer once more
  await expect(again).toHaveURL(/\/account\?trouble=sign-in-over/)
  await expect(again.getByText('已过期或已经用过')).toBeVisible()
  await again.context().close()

  // The provider knows somebody whom nobody invited.
  const stranger = await somebody(browser)
  await stranger.goto('/sign-in')
  await stranger.getByRole('button', { name: '用区教育云登录' }).click()
  await sayWho(stranger, 'nobody@cloud')
  await expect(stranger.getByRole('alert')).toContainText('还没有与之连接的账号')
  await withoutBarriers(stranger)
  await stranger.getByRole('button', { name: 'English' }).click()
  await expect(stranger.getByRole('alert')).toContainText('no account here is connected to it')
  expect((await (await stranger.request.get('/api/session')).json()).signed_in).toBe(false)

  // Another's answer, in a browser that asked nothing.
  await stranger.goto(`${callback}?state=made-up&code=x`)
  await expect(stranger).toHaveURL(/\/sign-in\?trouble=sign-in-over/)
  await stranger.context().close()

  // The provider goes down between its page and ours.
  const unlucky = await somebody(browser)
  await unlucky.goto('/sign-in')
  office.silent = true
  await unlucky.getByRole('button', { name: '用市办公网登录' }).click()
  await sayWho(unlucky, 'li@office')
  await expect(unlucky.getByRole('alert')).toContainText('登录服务没有回应')
  await unlucky.context().close()

  // Removed, with what was tied to it.
  await page.goto('/sign-in-providers')
  const region = page.getByRole('region', { name: '区教育云' })
  await expect(region).toContainText('1 个账号已连接')
  for (const name of ['区教育云', '市办公网']) {
    await page.getByRole('region', { name }).getByRole('button', { name: '移除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
    await expect(page.getByRole('region', { name })).toHaveCount(0)
  }
  await cloud.end()
  await office.end()
})
