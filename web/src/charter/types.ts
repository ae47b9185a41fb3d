import type { Filled, Schemas } from '../shared/types'

export type Article = Schemas['Article']
export type VersionSummary = Schemas['VersionSummary']
export type VersionState = VersionSummary['state']
export type Charter = Filled<Schemas['Charter'], 'group_id'>
export type CharterVersion = Filled<Schemas['CharterVersion'], 'group_id'>
export type ArticleComment = Schemas['ArticleComment']
