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
