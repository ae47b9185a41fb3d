import { describe, expect, it } from 'vitest'

import { bareName, endingOf, isShown, objection } from './upload'

describe('a file before it is sent', () => {
  const rules = { most_bytes: 100, large_bytes: 1000, endings: ['pdf', 'txt'] }
  it('is refused for its size and its ending, in that order', () => {
    expect(objection({ name: 'a.pdf', size: 0 }, rules)).toBe('empty')
    expect(objection({ name: 'a.exe', size: 101 }, rules)).toBe('large')
    expect(objection({ name: 'a.exe', size: 1 }, rules)).toBe('kind')
    expect(objection({ name: 'A.PDF', size: 100 }, rules)).toBe('')
    expect(objection({ name: 'A.PDF', size: 1000 }, rules, true)).toBe('')
    expect(objection({ name: 'A.PDF', size: 1001 }, rules, true)).toBe('large')
  })

  it('is shown in the page where a browser can', () => {
    const file = { id: '', name: '', size: 1, shown: true, by_name: '', made_at: '' }
    expect(isShown({ ...file, kind: 'text' })).toBe(true)
    expect(isShown({ ...file, kind: 'text', size: 100 << 20 })).toBe(false)
    expect(isShown({ ...file, kind: 'video', size: 100 << 20 })).toBe(true)
    expect(isShown({ ...file, kind: 'word', shown: false })).toBe(true)
    expect(isShown({ ...file, kind: 'image', shown: false })).toBe(false)
  })

  it('has a name and an ending', () => {
    expect(endingOf('三年规划.PDF')).toBe('pdf')
    expect(endingOf('.htaccess')).toBe('')
    expect(endingOf('plan')).toBe('')
    expect(bareName('三年.规划.pdf')).toBe('三年.规划')
  })
})
