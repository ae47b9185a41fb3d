import { describe, expect, it } from 'vitest'

import { deviceOf } from './agent'

const like = (rest: string) => `Mozilla/5.0 ${rest}`

describe('deviceOf', () => {
  it('names the browser that dresses up as others', () => {
    const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36'
    expect(deviceOf(like(`(Windows NT 10.0; Win64; x64) ${chrome} Edg/126.0`))).toBe('Edge · Windows')
    expect(deviceOf(like(`(X11; Linux x86_64) ${chrome}`))).toBe('Chrome · Linux')
    expect(deviceOf(like(`(Linux; Android 14) ${chrome} MicroMessenger/8.0`))).toBe('微信 WeChat · Android')
  })

  it('tells a phone of Apple from its computers', () => {
    expect(deviceOf(like('(iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1'))).toBe(
      'Safari · iPhone',
    )
    expect(deviceOf(like('(Macintosh; Intel Mac OS X 14.5; rv:127.0) Gecko Firefox/127.0'))).toBe(
      'Firefox · macOS',
    )
  })

  it('leaves a program that is no browser as it names itself', () => {
    expect(deviceOf('curl/8.5.0')).toBe('curl/8.5.0')
  })
})
