import { client, take } from '../shared/client'
import type { Schemas } from '../shared/types'

export type FilesState = Schemas['FilesState']
export type FileLimits = Schemas['FileLimits']

export const state = (): Promise<FilesState> => take(client.GET('/api/files', {}))
export const set = (body: FileLimits): Promise<FilesState> => take(client.PUT('/api/files', { body }))
