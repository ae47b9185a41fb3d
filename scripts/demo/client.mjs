// What the rooms of the demonstration are filled with: calls of the API, people who come by a link, pictures.
import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const base = process.argv[2]
const json = { 'content-type': 'application/json' }
const password = () => randomBytes(24).toString('base64url')

async function call(who, method, path, body, type) {
  const reply = await fetch(base + path, {
    method,
    headers: { ...json, ...who, ...(type ? { 'content-type': type } : {}) },
    body: body === undefined ? undefined : type ? body : JSON.stringify(body),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 600)}`)
  return { reply, value: text ? JSON.parse(text) : null }
}
export const get = async (who, path) => (await call(who, 'GET', path)).value
export const post = async (who, path, body = {}) => (await call(who, 'POST', path, body)).value
export const put = async (who, path, body) => (await call(who, 'PUT', path, body)).value

// Whoever comes by a one-time link for the first time; the password is nobody's.
export async function byLink(link) {
  const { reply, value } = await call({}, 'POST', '/api/session/link', { token: link })
  const who = { cookie: reply.headers.getSetCookie()[0].split(';')[0], 'x-csrf-token': value.csrf }
  await put(who, '/api/account/password', { password: password() })
  return who
}

// A picture that a child could have painted: hills under a sky, by a seed.
export function picture(seed, wide = 480, high = 320) {
  const rows = Buffer.alloc(high * (wide * 3 + 1))
  const wave = (x, at) => Math.sin(x / (37 + at * 11) + seed * (at + 1)) * (18 + 9 * at)
  const hills = [
    [86, 140, 96],
    [58, 112, 84],
    [201, 160, 84],
  ]
  for (let y = 0; y < high; ++y)
    for (let x = 0; x < wide; ++x) {
      let colour = [214 - y / 4, 232 - y / 8, 246]
      if (Math.hypot(x - 60 - ((seed * 97) % 360), y - 70) < 34) colour = [250, 190, 70]
      hills.forEach((hill, at) => {
        if (y > high * (0.5 + at * 0.16) + wave(x, at)) colour = hill
      })
      rows.set(colour.map(Math.round), y * (wide * 3 + 1) + 1 + x * 3)
    }
  const part = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(wide)
  head.writeUInt32BE(high, 4)
  head.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', head),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0)),
  ])
}
export async function file(who, org, name, bytes) {
  const path = `/api/files?org=${org}&name=${encodeURIComponent(name)}`
  return (await call(who, 'POST', path, bytes, 'application/octet-stream')).value.id
}
