import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import en from './en'
import zh from './zh'

function keys(messages: object, before = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keys(value as object, `${before}${key}.`),
  )
}

function at(messages: object, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], messages)
}

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((one) => /\.(vue|ts)$/.test(one) && !one.includes('.test.') && !one.startsWith('generated'))
  .map((one) => ({ name: one, text: readFileSync(join('src', one), 'utf8') }))

describe('texts', () => {
  it('stand in both languages', () => {
    expect(keys(en).sort()).toEqual(keys(zh).sort())
  })

  it('are filled with the same values in both languages', () => {
    for (const key of keys(zh))
      for (const form of String(at(en, key)).split(' | '))
        // one, many
        expect(places(form), key).toEqual(places(String(at(zh, key))))
  })

  it('are never empty', () => {
    for (const messages of [zh, en])
      for (const key of keys(messages)) expect(String(at(messages, key)).trim(), key).not.toBe('')
  })

  it('are there for every key that a page names', () => {
    const missing: string[] = []
    for (const { name, text } of sources)
      for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'/g))
        if (key && typeof at(zh, key) !== 'string') missing.push(`${name}: ${key}`)
    expect(missing).toEqual([])
  })
})
