export type Role =
  'administrator' | 'district_officer' | 'group_president' | 'principal' | 'teacher' | 'visitor'
export type Right =
  | 'open'
  | 'district_read'
  | 'register_read'
  | 'people_read'
  | 'register_write'
  | 'groups_write'
  | 'import_run'
  | 'plan'
  | 'accounts_manage'
  | 'audit_read'
  | 'operate'
  | 'self'
export interface Post {
  role: Role
  org: string | null
  org_name?: string
}
export interface Session {
  signed_in: boolean
  account: string | null
  name: string
  language: 'zh' | 'en'
  csrf: string
  must_set_password: boolean
  posts: Post[]
  rights: Right[]
}
export interface HeldPost {
  id: string
  role: Role
  org: string | null
  begin_on: string | null
  end_on: string | null
}
export interface Account {
  id: string
  sign_in: string
  name: string
  language: 'zh' | 'en'
  suspended: boolean
  has_password: boolean
  posts: HeldPost[]
}
export interface NewPost {
  role: Role
  org?: string
  begin_on?: string
  end_on?: string
}
export interface NewAccount {
  sign_in: string
  name: string
  language?: 'zh' | 'en'
  post: NewPost
}
export interface Link {
  token: string
  expires_at: number
}
export interface OwnSession {
  id: string
  made_at: number
  seen_at: number
  remote: string
  agent: string
  current: boolean
}
export interface AuditEntry {
  number: number
  at: string
  actor_account: string | null
  actor_name: string
  request_id: string
  action: string
  kind: string
  entity: string
  org: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  hash: string
}
export interface AuditVerdict {
  entries: number
  whole: boolean
  broken_at: number
  what: { zh: string; en: string }
}
