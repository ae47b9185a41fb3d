import { client, take } from '../shared/client'
import type { OrgFlows } from './types'

export const flows = (org: string, from: string, until: string | undefined): Promise<OrgFlows> =>
  take(
    client.GET('/api/orgs/{id}/flows', {
      params: { path: { id: org }, query: until ? { from, until } : { from } },
    }),
  )
