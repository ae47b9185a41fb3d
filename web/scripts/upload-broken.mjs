// Sends a file in parts (tus-js-client, as the web app does) over a line that breaks again and again:
//   upload-broken.mjs URL LINK FILE BREAKS PROCESS
// A small relay between the two cuts every connection after so many bytes. Prints the id of the upload, seconds, how
// often the line broke, and the most memory that the server's PROCESS took meanwhile.
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'

import { Upload } from 'tus-js-client'

const [url, link, path, breaks, pid] = process.argv.slice(2)
const size = statSync(path).size
const memory = (name) =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

const entered = await fetch(`${url}/api/session/link`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ token: link }),
})
if (!entered.ok) throw new Error(await entered.text())
const cookie = entered.headers.get('set-cookie').split(';')[0]
const { csrf } = await entered.json()
const set = await fetch(`${url}/api/account/password`, {
  method: 'PUT',
  headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, Cookie: cookie },
  body: JSON.stringify({ password: 'a password for the bench' }),
})
if (!set.ok) throw new Error(await set.text())

// The relay: cuts the line after each share of the bytes, in the midst of a part, as often as asked.
const each = Math.floor(size / (Number(breaks) + 1)) - 123_457
let cut = 0
let since = 0
const relay = createServer((client) => {
  const server = connect(Number(new URL(url).port), '127.0.0.1')
  const end = () => (client.destroy(), server.destroy())
  client.on('data', (bytes) => {
    since += bytes.length
    if (cut < Number(breaks) && since > each) {
      since = 0
      ++cut
      return end()
    }
    if (!server.write(bytes)) client.pause()
  })
  server.on('drain', () => client.resume())
  server.on('data', (bytes) => client.write(bytes))
  for (const one of [client, server]) one.on('error', end).on('close', end)
})
await new Promise((ready) => relay.listen(0, '127.0.0.1', ready))

writeFileSync(`/proc/${pid}/clear_refs`, '5') // the peak counts from here
const before = memory('VmRSS')
const begun = performance.now()
const upload = await new Promise((good, bad) => {
  const made = new Upload(createReadStream(path), {
    endpoint: `http://127.0.0.1:${relay.address().port}/api/files/tus?org=11111111-1111-4111-8111-111111111111`,
    uploadSize: size,
    chunkSize: 16 << 20,
    retryDelays: Array(50).fill(0),
    metadata: { filename: 'lesson.mp4' },
    headers: { Cookie: cookie, 'X-CSRF-Token': csrf },
    onSuccess: () => good(made),
    onError: bad,
  })
  made.start()
})
const sent = (performance.now() - begun) / 1000
const id = upload.url.slice(upload.url.lastIndexOf('/') + 1)
let state
do {
  await new Promise((next) => setTimeout(next, 50))
  state = await (await fetch(`${url}/api/files/tus/${id}`, { headers: { Cookie: cookie } })).json()
} while (state.stage === 'checking')
if (state.stage !== 'kept') throw new Error(JSON.stringify(state))
const kept = (performance.now() - begun) / 1000
const peak = memory('VmHWM')
console.log(`sent              ${sent.toFixed(2).padStart(8)} s   the line broke ${cut} times`)
console.log(`checked and kept  ${kept.toFixed(2).padStart(8)} s`)
console.log(
  `server's memory   ${peak.toFixed(1).padStart(8)} MB at its peak, ${(peak - before).toFixed(1)} MB more than before (limit 64 MB)`,
)
process.exit(0)
