import { describe, expect, it } from 'vitest'

import { renewed } from './address'

describe('signed addresses', () => {
  const base = '/m/11aa/6a0.0/lesson-1/'
  it('are replaced in what a playlist named', () => {
    expect(renewed('http://h:1/m/00ff/5f0.ab12/lesson-1/main/s12.3.m4s', base)).toBe(
      'http://h:1/m/11aa/6a0.0/lesson-1/main/s12.3.m4s',
    )
    expect(renewed('/m/00ff/5f0.ab12/lesson-1/main/live.m3u8?_HLS_msn=3', base)).toBe(
      '/m/11aa/6a0.0/lesson-1/main/live.m3u8?_HLS_msn=3',
    )
  })
  it('stay as they are without a new one, and where there is none', () => {
    expect(renewed('/m/00ff/5f0.0/l/main/e1.mp4', '')).toBe('/m/00ff/5f0.0/l/main/e1.mp4')
    expect(renewed('/other/e1.mp4', base)).toBe('/other/e1.mp4')
  })
})
