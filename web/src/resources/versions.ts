import type { ResourcePage } from './types'

const waits = (state: string) => ['draft', 'submitted', 'returned'].includes(state)

// A later version of one's own that waits: it is the one to change.
export const pendingOf = (page: ResourcePage | null) =>
  page?.own ? page.versions.find((one) => one.number > page.of.version && waits(one.state)) : undefined

// What others read while one's own newer version waits.
export const readByOthers = (page: ResourcePage) =>
  page.own && waits(page.of.state) ? page.versions.find((one) => one.state === 'published') : undefined
