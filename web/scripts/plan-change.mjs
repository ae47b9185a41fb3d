// Prints what one change of a plan costs on a district: the answer alone, and until the page shows what it does.
// plan-change.mjs URL LINK: signs in by the administrator's link, plans (10 s), opens moves and sends each elsewhere.
import { chromium } from '@playwright/test'

const [url, link] = process.argv.slice(2)
const changes = 12
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
const page = await context.newPage()
const opened = await context.request.post(`${url}/api/session/link`, { data: { token: link } })
const headers = { 'x-csrf-token': (await opened.json()).csrf }
const ask = async (method, path, data) => {
  const reply = await context.request.fetch(`${url}${path}`, { method, headers, data })
  if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`)
  return reply.status() === 204 ? null : reply.json()
}
await ask('PUT', '/api/account/password', { password: 'a password for the bench' })
const areas = (await ask('GET', '/api/areas')).items
const district = areas.find((one) => one.schools > 400) ?? areas[0]
let plan = await ask('POST', `/api/exchange/orgs/${district.id}/plans`, { title: 'bench', seconds: 10 })
const id = plan.of.id
for (; plan.of.state === 'planning'; plan = await ask('GET', `/api/exchange/plans/${id}`))
  await new Promise((next) => setTimeout(next, 500))
if (plan.of.state !== 'ready') throw new Error(`no plan: ${plan.of.fault.en}`)

const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]
const line = (what, list) =>
  console.log(
    `${what.padEnd(26)} ${middle(list).toFixed(0).padStart(5)} ms, at most ${Math.max(...list).toFixed(0)} ms (wanted: 50 ms)`,
  )
console.log(
  `a plan of ${plan.schools.length} sections, ${plan.teachers} teachers, ${plan.moves.length} moves`,
)
await page.goto(`${url}/exchange/plans/${id}`, { waitUntil: 'networkidle' })
const answers = []
const shown = []
for (let at = 0; at < changes; ++at) {
  const move = plan.moves[at]
  const { places } = await ask('GET', `/api/exchange/plans/${id}/moves/${move.person_id}`)
  const body = { changes: [{ person_id: move.person_id, to: places.at(-1).id }] }
  const began = performance.now()
  await ask('POST', `/api/exchange/plans/${id}/try`, body)
  answers.push(performance.now() - began)

  await page.getByRole('button', { name: move.name }).first().click()
  await page.locator('.el-drawer .el-select').click()
  // In the page's own clock: from the press until the frame that shows what it does is drawn (the first task after it).
  const took = await page.evaluate(async () => {
    const option = [...document.querySelectorAll('.el-select-dropdown__item:not(.is-selected)')]
      .filter((one) => one.offsetParent)
      .at(-1)
    const pressed = performance.now()
    option.click()
    while (!document.querySelector('table.trial')) {
      if (performance.now() > pressed + 10_000) throw new Error('the page shows nothing')
      await new Promise(requestAnimationFrame)
    }
    await new Promise((drawn) => {
      const after = new MessageChannel()
      after.port1.onmessage = drawn
      after.port2.postMessage(null)
    })
    return performance.now() - pressed
  })
  shown.push(took)
  await page.locator('.el-drawer__close-btn').click()
  await page.locator('.el-drawer').waitFor({ state: 'hidden' })
}
await browser.close()
line('one change, the answer', answers.slice(1))
line('one change, the page', shown.slice(1))
