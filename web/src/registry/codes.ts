// Codes of the register in words. The code tables come from the API, with what an office added to them; codes that are
// part of the program (stages, kinds of schools, roles) have their words among the texts of the pages.
import { shallowRef } from 'vue'

import { client, take } from '../shared/client'
import { heading, i18n } from '../shared/i18n'
import type { Page } from '../shared/types'
import type { Code, SchoolKind } from './types'

export const kinds: SchoolKind[] = [
  'kindergarten',
  'primary',
  'junior',
  'senior',
  'nine_year',
  'twelve_year',
  'complete_secondary',
  'vocational',
  'special',
  'international',
]

const schemes = {
  legalForm: 'legal-form',
  setting: 'setting',
  remoteness: 'remoteness',
  groupModel: 'group-model',
  part: 'group-part',
  sex: 'sex',
  qualification: 'education-level',
  jobTitle: 'professional-title',
  backbone: 'backbone-rank',
  subject: 'subject',
  facilityKind: 'facility-kind',
}
export type CodeTable = keyof typeof schemes

const tables = shallowRef<Code[]>([])
let asked = false

// Once a visit, at its start. Without an answer the pages show their own words, or the code.
export function askForCodes(): void {
  if (asked) return
  asked = true
  take<Page<Code>>(client.GET('/api/codes', {}))
    .then((page) => (tables.value = page.items))
    .catch(() => (asked = false))
}
function need(): Code[] {
  askForCodes()
  return tables.value
}

export function coded(table: string, code: string | null | undefined): string {
  if (!code) return ''
  const scheme = schemes[table as CodeTable]
  const found = scheme ? need().find((one) => one.scheme === scheme && one.code === code) : undefined
  if (found) return heading(found.name)
  const key = `${table}.${code.replace(/[.-]/g, '_')}`
  return i18n.global.te(key, 'zh') ? i18n.global.t(key) : code
}

export function stagesOf(list: string): string {
  return list
    .split(',')
    .filter(Boolean)
    .map((one) => coded('stage', one.trim()))
    .join(i18n.global.t('common.listComma'))
}

// The codes that may be chosen today.
export function codesOf(table: CodeTable): string[] {
  const today = new Date().toISOString().slice(0, 10)
  const held = need().filter((one) => one.scheme === schemes[table] && (!one.end_on || one.end_on > today))
  return held.map((one) => one.code)
}
