// Makes platform/search/data/*.txt of the Unihan database as Debian's package unicode-data has it:
//   node scripts/unihan.mjs [FOLDER]
// readings.txt: a syllable without its tone, a space, every character that may be read so: what is customary
// (kMandarin, kHanyuPinlu) and what the dictionary of common characters gives (kTGHZ2013). ü is written v.
// variants.txt: pairs of a traditional character and the simplified one that it is written as; only where it is one.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const from = process.argv[2] ?? '/usr/share/unicode'
const to = resolve(import.meta.dirname, '../platform/search/data')
const lines = (file) => execFileSync('bzcat', [join(from, file)], { maxBuffer: 1 << 28 }).toString().split('\n')
const version = /Version (\S+) of the Unicode Standard|Unihan_\w+-([\d.]+)\.txt/
const first = lines('Unihan_Readings.txt.bz2').slice(0, 30).join('\n')
const edition = version.exec(first)?.slice(1).find(Boolean) ?? /\d+\.\d+\.\d+/.exec(readFileSync(join(from, 'ReadMe.txt'), 'utf8'))?.[0]
if (!edition) throw new Error('the edition of the Unihan database is not named in it')
const character = (code) => String.fromCodePoint(Number.parseInt(code.slice(2), 16))
const common = (code) => /^U\+([4-9][0-9A-F]{3}|3007)$/.test(code) && (code === 'U+3007' || code >= 'U+4E00')

const plain = (reading) =>
  reading
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/e\u0302/g, 'e')
    .replace(/[\u0300-\u036f]/g, '')

const syllables = new Map()
for (const line of lines('Unihan_Readings.txt.bz2')) {
  const [code, field, value] = line.split('\t')
  if (!value || !common(code) || !['kMandarin', 'kHanyuPinlu', 'kTGHZ2013'].includes(field)) continue
  const readings =
    field === 'kTGHZ2013'
      ? value.split(' ').flatMap((one) => one.split(':')[1].split(','))
      : value.split(' ').map((one) => one.replace(/\(.*/, ''))
  for (const reading of readings) {
    const syllable = plain(reading)
    if (!/^[a-z]+$/.test(syllable)) continue
    if (!syllables.has(syllable)) syllables.set(syllable, new Set())
    syllables.get(syllable).add(character(code))
  }
}
const notice = `# Made by scripts/unihan.mjs of the Unihan database ${edition}, © Unicode, Inc., whose licence stands beside this in README.md; changed: a selection without tones.\n`
writeFileSync(
  join(to, 'readings.txt'),
  notice +
    [...syllables]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([syllable, of]) => `${syllable} ${[...of].sort().join('')}\n`)
      .join(''),
)

const variants = []
for (const line of lines('Unihan_Variants.txt.bz2')) {
  const [code, field, value] = line.split('\t')
  if (field !== 'kSimplifiedVariant' || !common(code)) continue
  const of = value.split(' ').map((one) => one.replace(/<.*/, ''))
  if (of.length === 1 && of[0] !== code && common(of[0])) variants.push(character(code) + character(of[0]))
}
writeFileSync(join(to, 'variants.txt'), `${notice}${variants.sort().join('\n')}\n`)
console.log(`${syllables.size} syllables, ${variants.length} variants of Unihan ${edition}`)
