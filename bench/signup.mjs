// Presses for places by first come, at a rate that does not wait for the answers.
//   signup.mjs URL[,URL...] LINK DATA FOLDER SECONDS
// DATA: the folder or database of the servers, which share it; FOLDER: for the sheets that are brought in.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'

const [urls, link, data, folder, seconds] = process.argv.slice(2)
const bases = urls.split(',')
const wanted = 5000 // children, and presses a second
const clubs = 200
const places = 20 // in each
const each = 20 // children of a guardian's account: fewer accounts to make
const limit = 500 // ms
const socketsEach = 512 // open to each server
const password = 'a password for the bench'

function call(agent, method, path, headers = {}, body, base = bases[0]) {
  return new Promise((done) => {
    const began = performance.now()
    const asked = request(`${base}${path}`, { agent, method, headers }, (reply) => {
      let text = ''
      reply.on('data', (part) => (text += part))
      reply.on('end', () =>
        done({
          ms: performance.now() - began,
          status: reply.statusCode,
          reply,
          text,
        }),
      )
    })
    asked.on('error', (error) => done({ ms: performance.now() - began, status: 0, text: String(error) }))
    asked.end(body && JSON.stringify(body))
  })
}
const json = { 'content-type': 'application/json' }
const plain = new Agent({ keepAlive: true })
const headersOf = (opened) => ({
  ...json,
  cookie: opened.reply.headers['set-cookie'][0].split(';')[0],
  'x-csrf-token': JSON.parse(opened.text).csrf,
})
async function must(promise) {
  const got = await promise
  if (got.status < 200 || got.status > 299) throw new Error(`${got.status} ${got.text.slice(0, 300)}`)
  return got.text ? JSON.parse(got.text) : null
}

const opened = await call(plain, 'POST', '/api/session/link', json, {
  token: link,
})
const admin = headersOf(opened)
await must(call(plain, 'PUT', '/api/account/password', admin, { password }))
const get = (path) => must(call(plain, 'GET', path, admin))
const post = (path, body) => must(call(plain, 'POST', path, admin, body))

// The largest group; classes of this year with enough children, by our own sheets; a code for each child.
const groups = (await get('/api/groups')).items.sort((a, b) => b.schools - a.schools)
const group = groups[0]
const members = (await get(`/api/groups/${group.id}`)).members.map((one) => one.school_id)
const classes = ['班级代码,学校标识码,校区,班级名称,班级类型,年级,起始日期,终止日期']
const students = ['学籍号,学校标识码,姓名,性别,年级,班级代码,入学日期,离校日期']
const inClass = 50
for (let number = 0; number * inClass < wanted; ++number) {
  const known = (await get(`/api/schools/${members[number % members.length]}`)).identifiers
  const school = known.find((one) => one.scheme === 'cn.school-code').value
  classes.push(`B${number},${school},,Class ${number},行政班,05,2026-09-01,`)
  for (let at = 0; at < inClass; ++at)
    students.push(`B${number}-${at},${school},Child ${number} ${at},女,05,B${number},2026-09-01,`)
}
writeFileSync(`${folder}/classes.csv`, classes.join('\n') + '\n')
writeFileSync(`${folder}/students.csv`, students.join('\n') + '\n')
execFileSync(
  'build/doorstep',
  ['import', `${folder}/classes.csv`, `${folder}/students.csv`, '--data', data],
  { stdio: 'ignore' },
)
const codes = []
for (const school of members)
  for (const one of (await get(`/api/schools/${school}/classes`)).items)
    codes.push(...(await post(`/api/classes/${one.id}/codes`, {})).items)
codes.length = Math.min(codes.length, wanted)
const guardians = []
for (let at = 0; at < codes.length; at += each) {
  const number = at / each
  const from = {
    ...json,
    'x-forwarded-for': `10.9.${number >> 8}.${number & 255}`,
  }
  const first = {
    code: codes[at].code,
    sign_in: `guardian-${number}`,
    name: `Guardian ${number}`,
  }
  const { token } = await must(call(plain, 'POST', '/api/session/code', from, first))
  const inside = headersOf(await call(plain, 'POST', '/api/session/link', from, { token }))
  await must(call(plain, 'PUT', '/api/account/password', inside, { password }))
  for (const { code } of codes.slice(at + 1, at + each))
    await must(call(plain, 'POST', '/api/account/children', inside, { code }))
  const own = await must(call(plain, 'GET', '/api/account/children', inside))
  for (const child of own.items) guardians.push({ headers: inside, child: child.id })
}

async function round(title, from) {
  const offerings = []
  for (let at = 0; at < clubs; ++at) {
    const made = await post(`/api/orgs/${group.id}/offerings`, {
      kind: 'club',
      title_zh: `${title} ${at}`,
      title_en: '',
      host_id: members[at % members.length],
      capacity: places,
      sessions: [{ weekday: 1 + (from % 7), from: '16:00', to: '17:00' }],
      quotas: at % 4 ? [] : [{ school_id: members[at % members.length], least: 5 }],
    })
    await post(`/api/orgs/${group.id}/offerings/${made.offering.id}/publish`)
    offerings.push(made.offering.id)
  }
  const day = (ahead) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10)
  const made = await post(`/api/orgs/${group.id}/choosing`, {
    title,
    mode: 'first',
    opens_on: day(-2),
    opens: '00:00',
    closes_on: day(2),
    closes: '00:00',
    offerings,
  })
  await post(`/api/orgs/${group.id}/choosing/${made.round.id}/open`)
  return offerings
}
const rounds = []
for (let at = 0; at <= seconds; ++at) rounds.push(await round(`Round ${at}`, at))

// Presses go over bare sockets: a client that costs as much as the server would measure itself. Each socket carries one
// press after another, as a browser's would.
class Line {
  constructor(base) {
    const { hostname, port } = new URL(base)
    this.host = `${hostname}:${port}`
    this.waiting = []
    this.free = Array.from({ length: socketsEach }, () => this.#open(hostname, port))
  }
  #open(hostname, port) {
    const socket = connect({ host: hostname, port, noDelay: true })
    const one = { socket, done: null, got: '' }
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      one.got += part
      const head = one.got.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: *(\d+)/i.exec(one.got.slice(0, head))[1])
      if (one.got.length < head + 4 + length) return
      const answer = {
        status: Number(one.got.slice(9, 12)),
        text: one.got.slice(head + 4),
      }
      one.got = ''
      one.done(answer)
      this.#next(one)
    })
    socket.on('error', (error) => one.done?.({ status: 0, text: String(error) }))
    socket.on('close', () => one.done?.({ status: 0, text: 'closed' }))
    return one
  }
  #next(one) {
    const next = this.waiting.shift()
    if (!next) return this.free.push(one)
    one.done = next.done
    one.socket.write(next.bytes, 'latin1')
  }
  send(path, headers, body) {
    const text = JSON.stringify(body)
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const bytes = `POST ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${lines.join('')}content-length: ${text.length}\r\n\r\n${text}`
    const began = performance.now()
    return new Promise((done) => {
      this.waiting.push({
        bytes,
        done: (answer) => done({ ...answer, ms: performance.now() - began }),
      })
      const one = this.free.pop()
      if (one) this.#next(one)
    })
  }
}
// Guardians sit before a page when the second comes: each server knows them and their children.
for (const base of bases)
  for (const { headers } of guardians.filter((_, at) => at % each === 0))
    await must(call(plain, 'GET', '/api/account/children', headers, undefined, base))
const lines = bases.map((base) => new Line(base))
const press = (offerings, at) => {
  const one = guardians[at % guardians.length]
  return lines[at % lines.length].send(`/api/account/choosing/${one.child}/places`, one.headers, {
    offering_id: offerings[(at * 7) % clubs],
  })
}
async function offer(count, made) {
  const under = []
  const began = performance.now()
  for (let sent = 0; sent < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * wanted) + 1)
    for (; sent < due; ++sent) under.push(made(sent))
    await new Promise((next) => setTimeout(next, 1))
  }
  const answers = await Promise.all(under)
  return { answers, took: (performance.now() - began) / 1000 }
}
const at = (list, share) =>
  list.map((one) => one.ms).sort((a, b) => a - b)[Math.floor((list.length - 1) * share)]
async function told(what, { answers, took }) {
  const well = answers.filter((one) => one.status === 200)
  const inside = well.filter((one) => one.text.includes('"enrolled"')).length
  console.log(
    `${what.padEnd(24)} ${answers.length} presses, ${(answers.length / took).toFixed(0)} answered a second: p50 ${at(answers, 0.5).toFixed(0)} ms, p99 ${at(answers, 0.99).toFixed(0)} ms (wanted: under ${limit}), slowest ${at(answers, 1).toFixed(0)} ms; ${inside} places, ${well.length - inside} wait, ${answers.length - well.length} failed`,
  )
  return inside
}
console.log(
  `${bases.length} server(s), ${guardians.length} children, ${clubs} clubs of ${places} places in each round`,
)
await offer(500, (i) => press(rounds[0], i)) // connections are open, as those of pages are
const burst = await offer(guardians.length, (i) => press(rounds[0], i))
await told('one second', burst)
const steady = await offer(guardians.length * seconds, (i) =>
  press(rounds[1 + Math.floor(i / guardians.length)], i + Math.floor(i / guardians.length) * 31),
)
await told(`${seconds} seconds`, steady)
let oversold = 0
let taken = 0
for (const one of (await get(`/api/orgs/${group.id}/offerings`)).offerings) {
  const file = await get(`/api/orgs/${group.id}/offerings/${one.id}`)
  const people = new Set(file.people.filter((each) => each.state === 'enrolled').map((each) => each.id))
  taken += people.size
  if (people.size > one.capacity || people.size !== one.taken) ++oversold
}
console.log(`${taken} places given, ${oversold} of ${clubs * rounds.length} clubs oversold (wanted: 0)`)
process.exit(0)
