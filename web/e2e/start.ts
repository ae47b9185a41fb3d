// Starts the built program on an empty data folder, imports the demonstration data and signs the first administrator
// in; hands the address and the session on to the journeys.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { chromium } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
export const program = process.env.DOORSTEP ?? join(root, 'build/doorstep')
export const password = 'a long enough password'

function ready(child: ChildProcess): Promise<{ url: string; link: string }> {
  return new Promise((done, fail) => {
    let text = ''
    const end = setTimeout(() => fail(new Error(`the program did not start: ${text}`)), 60_000)
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const link = /(http:\/\/\S+?)\/link#(\S+)/.exec(text)
      if (!link) return
      clearTimeout(end)
      done({ url: link[1]!, link: link[2]! })
    })
    child.on('exit', (code) => fail(new Error(`the program ended with ${code}: ${text}`)))
  })
}

export default async function start(): Promise<() => Promise<void>> {
  if (!existsSync(program)) throw new Error(`${program} is not built`)
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-e2e-'))
  const data = join(folder, 'data')
  const run = (...args: string[]) =>
    execFileSync(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  run('import', 'demo/tw-primary-schools-113.csv', '--as', 'tw-primary-113', '--data', data)
  run(
    'generate',
    'district',
    '--schools',
    '40',
    '--students',
    '24000',
    '--seed',
    '1',
    '--out',
    join(folder, 'generated'),
  )
  run(
    'import',
    join(folder, 'generated/oneroster.zip'),
    join(folder, 'generated/district.xlsx'),
    '--data',
    data,
  )
  const child = spawn(
    program,
    [
      'serve',
      '--data',
      data,
      '--listen',
      '127.0.0.1:0',
      '--rtmp',
      '127.0.0.1:0',
      '--web',
      join(root, 'web/dist'),
    ],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const { url, link } = await ready(child)

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ locale: 'zh-CN' })
  await page.goto(`${url}/link#${link}`)
  await page.getByRole('button', { name: '使用一次性链接登录' }).click()
  await page.getByLabel('新密码').fill(password)
  await page.getByLabel('再输一次').fill(password)
  await page.getByRole('button', { name: '保存密码并进入' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.context().storageState({ path: join(folder, 'state.json') })
  await browser.close()
  process.env.DOORSTEP_DATA = data
  process.env.DOORSTEP_URL = url
  process.env.DOORSTEP_STATE = join(folder, 'state.json')

  return async () => {
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    rmSync(folder, { recursive: true, force: true })
  }
}
