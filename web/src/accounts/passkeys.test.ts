import { describe, expect, it } from 'vitest'

import { toBytes, toText } from './passkeys'

describe('base64url', () => {
  it('goes there and back, without padding', () => {
    for (const bytes of [[], [0], [255, 254], [1, 2, 3], [251, 255, 191, 0, 62, 63]]) {
      const text = toText(Uint8Array.from(bytes))
      expect(text).toMatch(/^[\w-]*$/)
      expect([...toBytes(text)]).toEqual(bytes)
    }
    expect(toText(Uint8Array.from([251, 255]))).toBe('-_8')
  })

  it('reads a part of a larger buffer', () => {
    expect(toText(Uint8Array.from([9, 1, 2, 3, 9]).subarray(1, 4))).toBe('AQID')
  })
})
