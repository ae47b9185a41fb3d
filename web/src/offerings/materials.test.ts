import { expect, test } from 'vitest'

import { materialParts } from './materials'

const here = 'https://doorstep.example.org'
const id = '9a1487a2-f111-430d-97cf-deb44cdaae0b'

test('words without links stay as they are', () => {
  expect(materialParts('旧衣服一件', here)).toEqual([{ kind: 'text', text: '旧衣服一件' }])
  expect(materialParts('', here)).toEqual([])
})

test('a resource of this library is told from a page elsewhere', () => {
  expect(materialParts(`教案：${here}/resources/${id}，其余见 https://example.org/a.html。`, here)).toEqual([
    { kind: 'text', text: '教案：' },
    { kind: 'resource', id },
    { kind: 'text', text: '，其余见 ' },
    { kind: 'link', href: 'https://example.org/a.html' },
    { kind: 'text', text: '。' },
  ])
  const other = `https://other.example.org/resources/${id}`
  expect(materialParts(other, here)).toEqual([{ kind: 'link', href: other }])
})

test('what ends a sentence is no part of its link', () => {
  expect(materialParts(`See ${here}/resources/${id}.`, here).at(-1)).toEqual({ kind: 'text', text: '.' })
  expect(materialParts('javascript:alert(1) http://', here)).toEqual([
    { kind: 'text', text: 'javascript:alert(1) http://' },
  ])
})
