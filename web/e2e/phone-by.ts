// Families on their phones.
import type { Browser, Page } from '@playwright/test'

import { expect } from './signed-in'
import { password } from './start'

// Somebody on a phone who comes by a child's code.
export async function phoneBy(
  browser: Browser,
  code: string,
  name: string,
  sign_in: string,
  locale = 'zh-CN',
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.DOORSTEP_URL,
    storageState: { cookies: [], origins: [] },
    locale,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  })
  const joined = await context.request.post('/api/session/code', { data: { code, name, sign_in } })
  const session = await context.request.post('/api/session/link', {
    data: { token: (await joined.json()).token },
  })
  const set = await context.request.put('/api/account/password', {
    headers: { 'X-CSRF-Token': (await session.json()).csrf },
    data: { password },
  })
  expect(set.ok()).toBe(true)
  return context.newPage()
}
