// Lessons for bench/live.sh: plans them, sends one, and waits for parts as many players do.
//   live.mjs keys URL LINK SOURCES FOLDER     a lesson for four sources each; their keys in FOLDER/keys
//   live.mjs send URL RTMP FOLDER LESSON.flv  sends a lesson and prints addresses of a segment and of a playlist
//   live.mjs held URL RTMP FOLDER LESSON.flv N  N players wait for each next playlist: how long after the part is kept
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

const [what, url, ...rest] = process.argv.slice(2)
const json = { 'content-type': 'application/json' }
async function call(method, path, headers = {}, body) {
  const reply = await fetch(url + path, {
    method,
    headers: { ...json, ...headers },
    body: body && JSON.stringify(body),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`)
  return { reply, value: text ? JSON.parse(text) : null }
}
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

async function keys(link, sources, folder) {
  const opened = await call('POST', '/api/session/link', {}, { token: link })
  const who = {
    cookie: opened.reply.headers.getSetCookie()[0].split(';')[0],
    'x-csrf-token': opened.value.csrf,
  }
  await call('PUT', '/api/account/password', who, { password: 'a password for the bench' })
  const district = (await call('GET', '/api/areas', who)).value.items.find((one) => one.kind === 'district')
  const school = (await call('GET', `/api/schools?district=${district.id}&limit=1`, who)).value.items[0]
  const people = (await call('GET', `/api/orgs/${school.id}/classroom/people`, who)).value.items
  const clock = (ahead) => new Date(Date.now() + 8 * 3_600_000 + ahead * 60_000).toISOString()
  const lessons = []
  const all = []
  for (let at = 0; at < sources; at += 4) {
    const { value } = await call('POST', `/api/orgs/${school.id}/classroom/lessons`, who, {
      ...{
        title: `Lesson ${at / 4}`,
        subject: '1',
        grade: '03',
        teacher_id: people[at % people.length].id,
        room: '',
      },
      ...{
        on: clock(5).slice(0, 10),
        from: clock(5).slice(11, 16),
        to: clock(45).slice(11, 16),
        kind: 'open_class',
      },
      ...{ about: '', audience: 'public', consent: 'generated pictures', series: '' },
    })
    const id = value.lesson.id
    for (let nth = 0; nth < 4 && at + nth < sources; ++nth) {
      const made = await call('POST', `/api/classroom/lessons/${id}/sources/s${nth}/key`, who)
      all.push(made.value.key)
    }
    await call('POST', `/api/classroom/lessons/${id}/live`, who)
    lessons.push({ id, key: all.at(-1), source: `s${Math.min(3, sources - at - 1)}` })
  }
  writeFileSync(join(folder, 'keys'), all.join('\n') + '\n')
  writeFileSync(join(folder, 'lessons.json'), JSON.stringify(lessons))
}

// Sends the last lesson, and gives its signed address once something of it can be watched.
async function sending(rtmp, folder, flv) {
  const { id, key, source } = JSON.parse(readFileSync(join(folder, 'lessons.json'))).at(-1)
  const box = spawn(
    'ffmpeg',
    ['-v', 'error', '-re', '-i', flv, '-c', 'copy', '-f', 'flv', `${rtmp}/${key}`],
    {
      stdio: 'ignore',
    },
  )
  for (;;) {
    await pause(250)
    const { value } = await call('GET', `/api/classroom/lessons/${id}/watch`)
    const found = value.sources.find((one) => one.name === source && one.sends)
    if (found && found.seconds > 5)
      return {
        box,
        address: `${value.address}${source}/`,
        folder: join(folder, 'data/files/lessons', id, source),
      }
  }
}

// The segment that is nearest to 500 KB.
async function send(rtmp, folder, flv) {
  const { box, address } = await sending(rtmp, folder, flv)
  await pause(4000)
  box.kill()
  await pause(500)
  const text = await (await fetch(`${url}${address}plain.m3u8`)).text()
  const names = [...text.matchAll(/^s\d+\.m4s$/gm)].map((one) => one[0])
  const sized = []
  for (const name of names)
    sized.push({ name, bytes: (await (await fetch(url + address + name)).arrayBuffer()).byteLength })
  sized.sort((a, b) => Math.abs(a.bytes - 500_000) - Math.abs(b.bytes - 500_000))
  // The playlist without what a player has: as it is asked for again and again.
  console.log(
    JSON.stringify({
      segment: address + sized[0].name,
      bytes: sized[0].bytes,
      playlist: `${address}live.m3u8?_HLS_skip=YES`,
    }),
  )
}

// Raw sockets: a client that costs little. Each waits for the playlist of the next part; the clock begins when the part is in
// the file, by its last change.
async function held(rtmp, folder, flv, count) {
  const { box, address, folder: there } = await sending(rtmp, folder, flv)
  const { hostname, port } = new URL(url)
  const took = []
  let ready = 0
  const players = []
  for (let at = 0; at < count; ++at) {
    const player = { socket: connect(Number(port), hostname), ended: 0 }
    player.socket.on('error', (error) => {
      throw error
    })
    player.socket.on('data', (bytes) => {
      player.ended = performance.timeOrigin + performance.now()
      player.bytes += bytes.length
      if (!player.want)
        player.want = Number(/content-length: (\d+)/i.exec(bytes)?.[1] ?? 0) + bytes.indexOf('\r\n\r\n') + 4
      if (player.bytes >= player.want) --ready
    })
    players.push(player)
    if (at % 200 === 199) await pause(20)
  }
  for (let round = 0; round < 12; ++round) {
    const text = await (await fetch(`${url}${address}live.m3u8?_HLS_skip=YES`)).text()
    const [, segment, part] = /PRELOAD-HINT:TYPE=PART,URI="s(\d+)\.(\d+)\.m4s"/.exec(text)
    ready = count
    for (const player of players) {
      player.bytes = player.want = 0
      player.socket.write(
        `GET ${address}live.m3u8?_HLS_msn=${segment}&_HLS_part=${part}&_HLS_skip=YES HTTP/1.1\r\nHost: bench\r\n\r\n`,
      )
    }
    while (ready > 0) await pause(5)
    const kept = Math.max(
      ...[1, 2, 3, 4, 5, 6].map((n) => changed(join(there, `e${String(n).padStart(4, '0')}.idx`))),
    )
    if (round > 1) for (const player of players) took.push(player.ended - kept)
  }
  box.kill()
  for (const player of players) player.socket.destroy()
  took.sort((a, b) => a - b)
  const at = (share) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(0).padStart(4)
  console.log(
    `kept to answered, ${String(count).padStart(5)} wait            p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   (wanted: ${count > 1000 ? 200 : 50} ms)`,
  )
}
const changed = (path) => {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

if (what === 'keys') await keys(...rest)
else if (what === 'send') await send(...rest)
else await held(...rest.slice(0, 3), Number(rest[3]))
process.exit(0)
