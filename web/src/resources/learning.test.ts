import { afterEach, describe, expect, it } from 'vitest'

import { describePage, learningResource } from './learning'
import type { ResourcePage } from './types'

const page = (scope: string, shown = true) =>
  ({
    of: {
      id: '1',
      scope,
      title: '分数</script>',
      authors: '李老师、Wang',
      owner: 'A',
      grades: ['03'],
      node: '人教版',
      tags: ['微课'],
      version: 2,
      published_at: '2026-11-29T10:00:00Z',
    },
    words: '',
    shown,
    origin: { id: '9' },
  }) as unknown as ResourcePage
const licence = {
  code: 'x',
  name: { zh: '', en: '' },
  url: 'https://l',
  adapt: true,
  alike: false,
  open: true,
}

describe('a public resource in the page', () => {
  afterEach(() => describePage(null))

  it('is told of what everybody may have, and of nothing else', () => {
    const of = learningResource(page('public'), licence, 'presentation', 'https://h/resources/1')
    expect(of).toMatchObject({
      '@type': 'LearningResource',
      author: [{ name: '李老师' }, { name: 'Wang' }],
      license: 'https://l',
      isBasedOn: 'https://h/resources/9',
      datePublished: '2026-11-29',
    })
    expect(of).not.toHaveProperty('description')
    expect(learningResource(page('group'), licence, '', 'https://h/')).toBeNull()
    expect(learningResource(page('public', false), licence, '', 'https://h/')).toBeNull()
  })

  it('stands once in the head and ends no script', () => {
    for (let twice = 0; twice < 2; twice++)
      describePage(learningResource(page('public'), undefined, '', 'https://h/resources/1'))
    const found = document.head.querySelectorAll('script[type="application/ld+json"]')
    expect(found).toHaveLength(1)
    expect(found[0]?.textContent).not.toContain('</')
    expect(JSON.parse(found[0]?.textContent ?? '').name).toBe('分数</script>')
    describePage(null)
    expect(document.head.querySelector('script[type="application/ld+json"]')).toBeNull()
  })
})
