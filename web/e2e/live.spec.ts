// A lesson goes out live: a recorder box sends, viewers see it move, a break is bridged, and what was sent is there to be
// watched again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'
import HLS from 'hls-parser'

import { expect, fitsItsWidth, foundGroup, settled, staffPage, test, withoutBarriers } from './signed-in'

const folder = mkdtempSync(join(tmpdir(), 'doorstep-live-'))
const recorded = join(folder, 'lesson.flv')
let box: ChildProcess | undefined

test.beforeAll(() => {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100', '-t', '20'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '50', '-b:v', '600k'],
    ...['-c:a', 'aac', '-f', 'flv', recorded],
  ])
})
test.afterAll(() => {
  box?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

// While a picture plays the network is never idle: pages are waited for by what stands on them.
// As a recorder box does: in real time, again and again.
function send(key: string) {
  const to = `rtmp://${process.env.DOORSTEP_RTMP}/live/${key}`
  box = spawn(
    'ffmpeg',
    ['-v', 'error', '-re', '-stream_loop', '-1', '-i', recorded, '-c', 'copy', '-f', 'flv', to],
    {
      stdio: 'ignore',
    },
  )
}
const pictures = (page: Page) =>
  page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0)
async function moves(page: Page) {
  await expect.poll(() => pictures(page), { timeout: 30_000 }).toBeGreaterThan(10)
  const before = await pictures(page)
  await expect.poll(() => pictures(page), { timeout: 30_000 }).toBeGreaterThan(before + 20)
}

test('a recorder box sends a lesson, a colleague watches it live and again afterwards', async ({
  page: office,
  request,
  areas,
  browser,
}) => {
  test.setTimeout(240_000)
  const group = await foundGroup(request, areas, '直播集团', 'kindergarten')
  const school = (await (await request.get(`/api/groups/${group.id}`)).json()).members[0].school_id as string
  const { page: teacher, person } = await staffPage(browser, request, school)
  const csrf = (await (await teacher.request.get('/api/session')).json()).csrf as string
  const headers = { 'X-CSRF-Token': csrf }
  // In five minutes by the district's clock.
  const soon = new Date(Date.now() + 8 * 3_600_000 + 300_000).toISOString()
  const late = new Date(Date.now() + 8 * 3_600_000 + 2_700_000).toISOString()
  test.skip(soon.slice(0, 10) !== late.slice(0, 10), 'a lesson does not go on over midnight')
  const planned = await teacher.request.post(`/api/orgs/${school}/classroom/lessons`, {
    headers,
    data: {
      ...{
        title: '光的折射',
        subject: '1',
        grade: '03',
        teacher_id: person,
        room: '录播教室',
        kind: 'open_class',
      },
      ...{ on: soon.slice(0, 10), from: soon.slice(11, 16), to: late.slice(11, 16) },
      ...{ about: '', audience: 'group', consent: '', series: '' },
    },
  })
  expect(planned.ok(), await planned.text()).toBe(true)
  const id = (await planned.json()).lesson.id as string
  const made = await teacher.request.post(`/api/classroom/lessons/${id}/sources/main/key`, { headers })
  const { key } = (await made.json()) as { key: string }

  // Before it begins only who hosts it sees the rehearsal.
  await teacher.goto(`/classroom/${id}`)
  await settled(teacher)
  send(key)
  await moves(teacher)
  const { page: colleague } = await staffPage(browser, request, school)
  await colleague.goto(`/classroom/${id}`)
  await settled(colleague)
  await expect(colleague.locator('video')).toHaveCount(0)
  await teacher.getByRole('button', { name: '开播' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '开播' }).click()
  await moves(colleague)
  await expect(colleague.getByRole('button', { name: /直播 · 延迟/ })).toBeVisible()
  await withoutBarriers(colleague)
  await colleague.setViewportSize({ width: 390, height: 844 })
  await fitsItsWidth(colleague)

  // Playlists are as the standard wants them; an address is its person's alone.
  const watch = (await (await colleague.request.get(`/api/classroom/lessons/${id}/watch`)).json()) as {
    address: string
  }
  for (const name of ['index', 'live', 'plain']) {
    const reply = await colleague.request.get(`${watch.address}main/${name}.m3u8`)
    expect(reply.headers()['content-type']).toBe('application/vnd.apple.mpegurl')
    HLS.setOptions({ strictMode: true })
    expect(HLS.parse(await reply.text()).isMasterPlaylist).toBe(name === 'index')
  }
  expect((await office.request.get(`${watch.address}main/live.m3u8`)).status()).toBe(403)

  await office.goto('/live')
  await settled(office)
  const row = office.getByRole('row', { name: /光的折射/ })
  await expect(row).toContainText('正常')
  await expect(row).toContainText('640×360')
  await withoutBarriers(office)

  // The box loses its network, and comes back.
  box!.kill('SIGKILL')
  await expect(colleague.getByText('画面中断')).toBeVisible({ timeout: 30_000 })
  const seen = await pictures(colleague)
  send(key)
  await expect.poll(() => pictures(colleague), { timeout: 40_000 }).toBeGreaterThan(seen + 50)

  await teacher.getByRole('button', { name: '结束直播' }).click()
  await teacher.getByRole('dialog').getByRole('button', { name: '结束直播' }).click()
  await expect.poll(() => box!.exitCode, { timeout: 20_000 }).not.toBeNull()
  await colleague.reload()
  await moves(colleague)
  await expect(colleague.getByLabel('速度')).toBeVisible()
  await expect
    .poll(() => colleague.evaluate(() => document.querySelector('video')!.duration))
    .toBeGreaterThan(8)
})
