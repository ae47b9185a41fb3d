import { address, client, said, take, upload } from '../shared/client'
import type { Page, Schemas } from '../shared/types'
import type { ImportRun, Mapping, MappingSummary, Proposal, TemplateInfo } from './types'

const of = (id: string) => ({ params: { path: { id } } })

export const runs = (): Promise<Page<ImportRun>> => take(client.GET('/api/imports', {}))
// The list comes without reports; the newest that wait are asked one by one.
export async function runsWithReports(): Promise<ImportRun[]> {
  const { items } = await runs()
  const waiting = items.filter((one) => one.state === 'read').slice(0, 10)
  const known = new Map(await Promise.all(waiting.map(async (one) => [one.id, await run(one.id)] as const)))
  return items.map((one) => known.get(one.id) ?? one)
}

export const run = (id: string): Promise<ImportRun> => take(client.GET('/api/imports/{id}', of(id)))
export const start = (file: File, mapping?: string): Promise<ImportRun> =>
  upload(address('/api/imports', { file: file.name, mapping }), file)
export const commit = (
  id: string,
  body: { over_hand_edits: boolean; effective?: string },
): Promise<ImportRun> =>
  take(client.POST('/api/imports/{id}/commit', { ...of(id), body: said<Schemas['CommitInput']>(body) }))
export const discard = (id: string): Promise<unknown> => take(client.DELETE('/api/imports/{id}', of(id)))
export const proposal = (id: string): Promise<Proposal> =>
  take(client.GET('/api/imports/{id}/proposal', of(id)))
export const useMapping = (id: string, mapping: Mapping): Promise<ImportRun> =>
  take(client.POST('/api/imports/{id}/mapping', { ...of(id), body: mapping }))
export const mappings = (): Promise<Page<MappingSummary>> => take(client.GET('/api/mappings', {}))
export const templates = (): Promise<Page<TemplateInfo>> => take(client.GET('/api/templates', {}))
