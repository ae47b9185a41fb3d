import { expect, test } from 'vitest'

import { decoded } from './decoded'

test('a text is read as it was written', () => {
  expect(decoded(new TextEncoder().encode('\uFEFF题 {=对}'))).toBe('题 {=对}')
  expect(decoded(new Uint8Array([0xff, 0xfe, 0x98, 0x98, 0x21, 0x00]))).toBe('题!')
  expect(decoded(new Uint8Array([0xfe, 0xff, 0x98, 0x98]))).toBe('题')
  expect(decoded(new Uint8Array([0xcc, 0xe2, 0x21]))).toBe('题!') // GB 18030
  expect(decoded(new Uint8Array())).toBe('')
})

test('what is no text is none', () => {
  expect(decoded(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00]))).toBeNull()
  expect(decoded(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]))).toBeNull()
})
