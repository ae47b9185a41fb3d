// A teacher sends a lesson with the browser: a camera and a microphone that Chromium makes up, another browser that
// watches, and the recording afterwards.
import type { Page } from '@playwright/test'

import {
  expect,
  fitsItsWidth,
  foundGroup,
  pageOf,
  settled,
  staffPage,
  test,
  withoutBarriers,
} from './signed-in'

test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream=display-media-type=monitor',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
})

// Seconds into the picture, which only go on while it plays.
const played = (page: Page) =>
  page
    .getByRole('group', { name: '画面' })
    .locator('video')
    .first()
    .evaluate((video: HTMLVideoElement) => video.currentTime)
async function moves(page: Page) {
  await expect
    .poll(() => played(page).catch(() => 0), { timeout: 40_000, message: 'a first picture' })
    .toBeGreaterThan(0)
  const before = await played(page)
  await expect
    .poll(() => played(page), { timeout: 20_000, message: 'a picture that moves' })
    .toBeGreaterThan(before + 1)
}

// A lesson that begins about now, by the clock of the generated schools; not so late that it would end tomorrow.
async function plannedNow(teacher: Page, teacher_id: string, school: string, title: string): Promise<string> {
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(Date.now())
  const [on = '', now = ''] = clock.split(' ')
  const from = now > '22:50' ? '22:50' : now
  const later = `${String(Number(from.slice(0, 2)) + 1).padStart(2, '0')}:${from.slice(3)}` // an hour
  const csrf = (await (await teacher.request.get('/api/session')).json()).csrf as string
  const made = await teacher.request.post(`/api/orgs/${school}/classroom/lessons`, {
    headers: { 'X-CSRF-Token': csrf },
    data: {
      title,
      subject: 'mathematics',
      teacher_id,
      on,
      from,
      to: later,
      kind: 'open_class',
      audience: 'group',
    },
  })
  expect(made.ok(), await made.text()).toBe(true)
  return ((await made.json()) as { lesson: { id: string } }).lesson.id
}

test('a teacher sends with the browser, others see it, and the recording stays', async ({
  request,
  areas,
  browser,
}) => {
  test.setTimeout(240_000)
  const group = await foundGroup(request, areas, '浏览器直播集团', 'kindergarten')
  const host = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const { page: teacher, person } = await staffPage(browser, request, host)
  const colleague = await pageOf(browser, request, { name: 'zb-kanke', role: 'principal', org: host })

  const address = `/classroom/${await plannedNow(teacher, person, host, '用浏览器上课')}`
  await teacher.goto(address)
  await teacher.getByRole('link', { name: '用这台电脑直播' }).click()
  await expect(teacher.getByRole('heading', { level: 1, name: '用浏览器直播' })).toBeVisible()
  await settled(teacher)
  await withoutBarriers(teacher)
  const camera = teacher.getByRole('region', { name: '摄像头和麦克风' })
  await camera.getByRole('button', { name: '打开摄像头和麦克风' }).click()
  await expect(camera.getByText('听得到声音')).toBeVisible()
  await expect
    .poll(() => camera.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0)
  await camera.getByRole('combobox', { name: '清晰度' }).click()
  await teacher.getByRole('option', { name: /^流畅/ }).click()
  await withoutBarriers(teacher)
  await camera.getByRole('button', { name: '开始发送' }).click()
  await expect(camera.getByRole('status').first()).toHaveText('● 正在发送')
  await expect(camera.getByText(/^[3-9] 秒$/)).toBeVisible()
  await withoutBarriers(teacher)

  const tools = teacher.getByRole('region', { name: '主持', exact: true })
  await tools.getByRole('button', { name: '开播' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '开播' }).click()
  await expect(tools.getByRole('button', { name: '结束直播' })).toBeVisible()
  await colleague.goto(address)
  await moves(colleague)

  // The screen is a second picture, without sound.
  const screen = teacher.getByRole('region', { name: '屏幕或课件' })
  await screen.getByRole('button', { name: '选择屏幕或窗口' }).click()
  await expect(screen.getByText('这一路没有声音')).toBeVisible()
  await screen.getByRole('button', { name: '开始发送' }).click()
  await expect(screen.getByRole('status').first()).toHaveText('● 正在发送')
  await expect(colleague.getByRole('group', { name: '画面' }).locator('video')).toHaveCount(2, {
    timeout: 30_000,
  })
  await screen.getByRole('button', { name: '停止发送' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '停止发送' }).click()
  await expect(screen.getByRole('status').first()).toHaveText('没有发送')

  // A second page of the same source is told why it has to wait.
  const second = await teacher.context().newPage()
  await second.goto(`${address}/broadcast`)
  const other = second.getByRole('region', { name: '摄像头和麦克风' })
  await other.getByRole('button', { name: '打开摄像头和麦克风' }).click()
  await other.getByRole('button', { name: '开始发送' }).click()
  await expect(other.getByText('正在被另一台设备使用')).toBeVisible()
  await second.close({ runBeforeUnload: false })
  await expect(camera.getByRole('status').first()).toHaveText('● 正在发送')

  await teacher.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(teacher)
  await withoutBarriers(teacher)
  await teacher.setViewportSize({ width: 1440, height: 900 })
  await teacher.getByRole('link', { name: '用浏览器上课' }).click()
  const leave = teacher.getByRole('dialog', { name: '离开并停止发送' })
  await leave.getByRole('button', { name: '取消' }).click()
  await tools.getByRole('button', { name: '结束直播' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '结束直播' }).click()
  await expect(teacher.getByText('这节课已经结束。')).toBeVisible()

  await colleague.goto(address)
  await moves(colleague)
})
