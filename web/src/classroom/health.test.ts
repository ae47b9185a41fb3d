import { describe, expect, it } from 'vitest'

import { health } from './health'
import type { LiveSource } from './types'

const source = (own: Partial<LiveSource>): LiveSource => ({
  lesson: 'l',
  title: 'T',
  source: 'main',
  codecs: 'avc1.64001f, mp4a.40.2',
  width: 1280,
  height: 720,
  bits: 2_000_000,
  pictures: 25,
  last_part: 0.4,
  longest_gop: 2,
  dropped: 0,
  viewers: 0,
  epoch: 1,
  ...own,
})

describe('the health of a source', () => {
  it('is fine while parts come', () => expect(health(source({}))).toBe('fine'))
  it('names what is wrong, the worst first', () => {
    expect(health(source({ last_part: 4, longest_gop: 9 }))).toBe('late')
    expect(health(source({ last_part: -1 }))).toBe('late')
    expect(health(source({ longest_gop: 8.3 }))).toBe('longGop')
    expect(health(source({ dropped: 12 }))).toBe('uneven')
  })
})
