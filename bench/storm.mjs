// Offers requests at a fixed rate, whatever the answers take: calm, then under a storm of sign-ins.
//   storm.mjs URL LINK SECONDS
import { Agent, request } from 'node:http'

const [base, link, seconds] = process.argv.slice(2)
const others = 150 // a second: a school by id, and who I am, in turn
const storm = 200 // sign-ins a second
const password = 'a password for the bench'

function call(agent, method, path, headers = {}, body) {
  return new Promise((done) => {
    const began = performance.now()
    const asked = request(`${base}${path}`, { agent, method, headers }, (reply) => {
      let text = ''
      reply.on('data', (part) => (text += part))
      reply.on('end', () => done({ ms: performance.now() - began, status: reply.statusCode, reply, text }))
    })
    asked.on('error', (error) => done({ ms: performance.now() - began, status: 0, text: String(error) }))
    asked.end(body && JSON.stringify(body))
  })
}
const json = { 'content-type': 'application/json' }
const plain = new Agent({ keepAlive: true })

const opened = await call(plain, 'POST', '/api/session/link', json, { token: link })
const cookie = opened.reply.headers['set-cookie'][0].split(';')[0]
const own = { cookie, 'x-csrf-token': JSON.parse(opened.text).csrf }
await call(plain, 'PUT', '/api/account/password', { ...json, ...own }, { password })
const school = JSON.parse((await call(plain, 'GET', '/api/schools?limit=1', own)).text).items[0].id

// Every request is sent when its time comes; `made` makes one and returns its promise.
async function offer(rate, made) {
  const under = []
  const began = performance.now()
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate) + 1)
    for (; sent < due; ++sent) under.push(made(sent))
    await new Promise((next) => setTimeout(next, 1))
  }
  return Promise.all(under)
}
const agents = { others: new Agent({ keepAlive: true }), storm: new Agent({ keepAlive: true, maxSockets: 1200 }) }
const work = (i) => call(agents.others, 'GET', i % 2 ? `/api/schools/${school}` : '/api/session', own)
const address = (i) => ({ ...json, 'x-forwarded-for': `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}` })
const signIn = (i) => call(agents.storm, 'POST', '/api/session', address(i), { name: 'administrator', password })
const at = (list, share) => list.map((one) => one.ms).sort((a, b) => a - b)[Math.floor(list.length * share)]

await offer(others / 10, work)
const before = await offer(others, work)
const [busy, stormed] = await Promise.all([offer(others, work), offer(storm, signIn)])
await new Promise((rest) => setTimeout(rest, 5000)) // those who wait still come in
const after = await offer(others, work)
const calm = at(before, 0.99) < at(after, 0.99) ? before : after // the calmer of the two
const wrong = [...calm, ...busy].filter((one) => one.status !== 200).length
const inside = stormed.filter((one) => one.status === 200)
const told = stormed.filter((one) => one.status === 503 || one.status === 429)
const line = (what, text) => console.log(`${what.padEnd(26)} ${text}`)
line('others, calm', `p50 ${at(calm, 0.5).toFixed(1)} ms, p99 ${at(calm, 0.99).toFixed(1)} ms (${calm.length} requests, ${others}/s)`)
line('others, in the storm', `p50 ${at(busy, 0.5).toFixed(1)} ms, p99 ${at(busy, 0.99).toFixed(1)} ms, ratio ${(at(busy, 0.99) / at(calm, 0.99)).toFixed(2)} (wanted: under 3); ${wrong} failed`)
line('sign-ins offered', `${stormed.length} at ${storm}/s: ${inside.length} came in (p50 ${inside.length ? at(inside, 0.5).toFixed(0) : '-'} ms, p99 ${inside.length ? at(inside, 0.99).toFixed(0) : '-'} ms), ${told.length} told to try again, ${stormed.length - inside.length - told.length} failed`)
process.exit(0)
