// Prints what the first page loads (scripts and styles named by index.html, with everything they import at once and
// the chunks of the home page) gzipped, and fails above the limit.
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const limit = 350 * 1024
const dist = new URL('../dist/', import.meta.url)
const home = /(?:DistrictHome|RegionHome|HomeRedirect|AreaHome)-[\w-]+\.(?:js|css)$/

const html = readFileSync(new URL('index.html', dist), 'utf8')
const assets = readdirSync(new URL('assets/', dist))
const wanted = new Set()

function take(name) {
  if (wanted.has(name)) return
  wanted.add(name)
  if (!name.endsWith('.js')) return
  const text = readFileSync(new URL(`assets/${name}`, dist), 'utf8')
  // static imports only: from"./x.js" and import"./x.js", not import("./x.js")
  for (const [, found] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) take(found)
}

for (const [, found] of html.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)) take(found)
for (const name of assets) if (home.test(name)) take(name)
// a chunk's own styles carry its name
for (const name of assets) {
  const stem = name.replace(/-[\w-]{8}\.css$/, '')
  if (name.endsWith('.css') && [...wanted].some((js) => js.replace(/-[\w-]{8}\.js$/, '') === stem))
    wanted.add(name)
}

let sum = 0
for (const name of [...wanted].sort()) {
  const size = gzipSync(readFileSync(new URL(`assets/${name}`, dist)), { level: 9 }).length
  sum += size
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${name}`)
}
console.log(`${(sum / 1024).toFixed(1).padStart(8)} KB  first bundle, gzipped (limit ${limit / 1024} KB)`)
if (wanted.size === 0 || sum > limit) process.exit(1)
