// Mail to a real mail server: set up by the office, confirmed and chosen by a teacher, ended by the link in a mail.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { SMTPServer } from 'smtp-server'

import { expect, generated, pageOf, settled, test, withoutBarriers } from './signed-in'

interface Sink {
  port: number
  ca: string
  mails: string[] // headers and body, base64 decoded
  end: () => Promise<void>
}

// The text of a mail of one part in base64, after its headers with encoded words decoded.
function readable(raw: string): string {
  const headers = raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\?=\r\n =\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, text: string) => Buffer.from(text, 'base64').toString())
  const body = /Content-Transfer-Encoding: base64\r\n(?:[\w-]+:[^\r]*\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/.exec(
    raw,
  )
  return `${headers}\n${Buffer.from(body?.[1] ?? '', 'base64').toString()}`
}

async function sink(): Promise<Sink> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-sink-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=sink', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  )
  const mails: string[] = []
  const server = new SMTPServer({
    key: readFileSync(key),
    cert: readFileSync(cert),
    authOptional: false,
    onAuth: (auth, _, done) =>
      auth.username === 'office' && auth.password === 'hush'
        ? done(null, { user: 'office' })
        : done(new Error('wrong password')),
    onData: (stream, _, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(readable(Buffer.concat(chunks).toString()))
        done()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    ca: cert,
    mails,
    end: async () => {
      await new Promise<void>((done) => server.close(done))
      rmSync(folder, { recursive: true })
    },
  }
}

test('mail is set up, chosen, sent and ended', async ({ page, browser, request, areas }) => {
  test.setTimeout(120_000)
  const mailbox = await sink()
  await page.goto('/mail')
  await settled(page)
  const server = page.getByRole('region', { name: '发信服务器' })
  await server.getByLabel('服务器').fill('127.0.0.1')
  await server.getByLabel('端口').fill(String(mailbox.port))
  await server.getByLabel('用户名').fill('office')
  await server.getByLabel('密码').fill('hush')
  await server.getByLabel('发件人邮箱').fill('office@example.org')
  await server.getByLabel('发件人名称').fill('云溪区教育局')
  await server.getByRole('button', { name: '保存' }).click()
  await expect(server.getByRole('status')).toBeVisible()

  const trial = page.getByRole('region', { name: '试发' })
  await trial.getByLabel('邮箱').fill('admin@example.org')
  await trial.getByRole('button', { name: '试发一封' }).click()
  await expect(trial.getByText('未能发出')).toBeVisible() // nobody vouches for the certificate
  await server.getByLabel('CA 证书文件').fill(mailbox.ca)
  await server.getByRole('button', { name: '保存' }).click()
  await expect(server.getByRole('status')).toBeVisible()
  await trial.getByRole('button', { name: '试发一封' }).click()
  await expect(trial.getByText('服务器已接收')).toBeVisible()
  expect(mailbox.mails.at(-1)).toContain('Subject: 试发邮件')
  expect(mailbox.mails.at(-1)).toContain('From: 云溪区教育局 <office@example.org>')
  await withoutBarriers(page)

  const school = (await (await request.get(`/api/schools?district=${generated(areas).id}&limit=1`)).json())
    .items[0].id as string
  const teacher = await pageOf(browser, request, { name: 'mailed', role: 'teacher', org: school })
  await teacher.goto('/account')
  const mine = teacher.getByRole('region', { name: '邮件通知' })
  await mine.getByLabel('邮箱').fill('teacher@example.org')
  await mine.getByRole('button', { name: '发确认邮件' }).click()
  await expect(mine.getByText('待确认')).toBeVisible()
  const link = /https?:\S+\/mail\/confirm#\S+/.exec(mailbox.mails.at(-1) ?? '')?.[0] ?? ''
  await teacher.goto(link)
  await teacher.getByRole('button', { name: '确认邮箱' }).click()
  await expect(teacher.getByText('已确认。')).toBeVisible()

  const csrf = (await (await request.get('/api/session')).json()).csrf as string
  const sent = await request.post('/api/notices', {
    headers: { 'X-CSRF-Token': csrf },
    data: { org: school, roles: [], title: '开放日安排', body: '只在系统里看。', confirms: true },
  })
  expect(sent.ok()).toBe(true)
  await expect.poll(() => mailbox.mails.at(-1), { timeout: 30_000 }).toContain('Subject: 请确认：开放日安排')
  const mail = mailbox.mails.at(-1) ?? ''
  expect(mail).toContain('To: teacher@example.org')
  expect(mail).not.toContain('只在系统里看')
  expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')

  await teacher.goto(/https?:\S+\/mail\/off#\S+/.exec(mail)?.[0] ?? '')
  await teacher.getByRole('button', { name: '不再接收邮件' }).click()
  await expect(teacher.getByText('已退订')).toBeVisible()
  const kept = await (await teacher.request.get('/api/account/mail')).json()
  expect([kept.notices, kept.confirmations]).toEqual(['never', 'never'])
  // A mail program presses for its reader, without any session (RFC 8058).
  const oneClick = /List-Unsubscribe: <(\S+)>/.exec(mail)?.[1] ?? ''
  const pressed = await fetch(oneClick, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  expect(pressed.status).toBe(204)
  await teacher.context().close()
  await mailbox.end()
})
