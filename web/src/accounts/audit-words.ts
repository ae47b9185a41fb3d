// Entries of the audit trail in the words of the page: codes, lists and yes or no as people say them.
import { useI18n } from 'vue-i18n'

import { coded, stagesOf } from '../registry/codes'

export const actions = [
  'import-applied',
  'mapping-kept',
  'school-changed',
  'group-founded',
  'group-joined',
  'group-left',
  'account-created',
  'account-changed',
  'link-made',
  'password-set',
  'post-given',
  'post-ended',
  'people-read',
  'exported',
  'group-changed',
  'group-followed',
  'unity-item-taken',
  'unity-item-dropped',
  'unity-agreed',
  'unity-reviewed',
  'unity-evidence-added',
  'unity-evidence-removed',
  'unity-own-added',
  'unity-own-ended',
  'council-rule-set',
  'council-seat-given',
  'council-seat-ended',
  'council-meeting-called',
  'council-item-added',
  'council-meeting-opened',
  'council-meeting-closed',
  'council-attended',
  'council-vote-opened',
  'council-voted',
  'council-decided',
  'council-minutes-kept',
  'council-task-given',
  'council-task-changed',
  'centre-founded',
  'centre-changed',
  'centre-closed',
  'centre-appointed',
  'centre-post-ended',
  'charter-drafted',
  'charter-edited',
  'charter-moved',
  'charter-commented',
  'charter-answered',
  'charter-adopted',
  'second-factor-on',
  'second-factor-off',
  'second-factor-reset',
  'post-delegated',
  'delegation-ended',
  'policy-changed',
  'identity-tied',
  'identity-untied',
  'ways-reset',
  'passkey-added',
  'passkey-removed',
  'provider-added',
  'provider-changed',
  'provider-removed',
  'thing-offered',
  'thing-withdrawn',
  'booked',
  'file-uploaded',
  'file-removed',
  'files-limits-set',
  'council-papers-added',
  'joint-result-shared',
  'joint-result-removed',
  'booking-cancelled',
  'bookings-rule',
  'child-tied',
  'child-untied',
  'child-codes-made',
  'consent-asked',
  'consent-answered',
  'erasure-asked',
  'erasure-decided',
  'retention-done',
  'person-forgotten',
  'staff-tied',
  'staff-untied',
  'training-offered',
  'training-changed',
  'training-cancelled',
  'training-completed',
  'training-session-added',
  'training-session-changed',
  'training-session-dropped',
  'training-enrolled',
  'training-moved-up',
  'training-withdrawn',
  'training-chosen',
  'training-not-chosen',
  'attendance-entered',
  'attendance-corrected',
  'training-claimed',
  'training-claim-dropped',
  'training-claim-decided',
  'certificate-issued',
  'certificate-revoked',
  'training-plan-made',
  'training-plan-changed',
  'mail-set',
  'mail-retried',
  'mail-chosen',
  'mail-address-dropped',
  'mail-address-confirmed',
  'mail-opted-out',
  'notice-sent',
  'notice-withdrawn',
  'joint-planned',
  'joint-called',
  'joint-cancelled',
  'joint-minuted',
  'joint-joined',
  'joint-left',
  'evaluation-made',
  'evaluation-moved',
  'evaluation-entered',
  'evaluation-appeal',
  'evaluation-answered',
  'exchange-wish',
  'exchange-claim',
  'exchange-claim-withdrawn',
  'exchange-claim-decided',
  'exchange-rules-made',
  'exchange-rules-hold',
  'exchange-plan-made',
  'exchange-plan-again',
  'exchange-plan-ready',
  'exchange-plan-failed',
  'exchange-plan-accepted',
  'secondment-proposed',
  'secondment-changed',
  'secondment-send',
  'secondment-agree',
  'secondment-object',
  'secondment-start',
  'secondment-visit',
  'secondment-review',
  'secondment-bring_back',
  'secondment-withdraw',
  'secondment-reopen',
]

// Fields that hold a code, and the table that has its words.
const tables: Record<string, string> = {
  role: 'role',
  legal_form: 'legalForm',
  setting: 'setting',
  remoteness: 'remoteness',
  school_kind: 'schoolKind',
  model: 'groupModel',
  part: 'part',
}
const languages: Record<string, string> = { zh: '中文', en: 'English' }

export function useAuditWords() {
  const { t, te } = useI18n()
  const said = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise)

  // "org.added" counts what an import did to a table.
  function field(code: string): string {
    const [table, done] = code.split('.')
    if (done && te(`imports.table.${table}`))
      return `${t(`imports.table.${table}`)} · ${said(`imports.${done}`, done)}`
    return said(`field.${code}`, code)
  }
  function value(of: unknown, code = ''): string {
    if (of === null || of === undefined || of === '') return '–'
    if (typeof of === 'boolean') return of ? t('common.yes') : t('common.no')
    if (typeof of === 'number') return of.toLocaleString()
    if (Array.isArray(of)) return of.map((one) => value(one, code)).join(', ') || '–'
    if (typeof of === 'object')
      return Object.entries(of)
        .filter(([key, one]) => key !== 'id' && one !== null && one !== '')
        .map(([key, one]) => `${field(key)}: ${value(one, key)}`)
        .join(', ')
    const text = String(of)
    if (code === 'language') return languages[text] ?? text
    if (code === 'stages') return stagesOf(text)
    return tables[code] ? coded(tables[code], text) : text
  }
  return {
    field,
    value,
    action: (code: string) => said(`audit.action.${code}`, code),
    // Who acts without an account has a name that the program gives it.
    actor: (name: string) => said(`audit.by.${name.replace(' ', '_')}`, name),
    kind: (code: string) => said(`audit.kind.${code}`, code),
  }
}
