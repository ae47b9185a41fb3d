// How numbers, dates and years are written. An absent value is a dash, never a zero.
import { i18n, language } from './i18n'

export const absent = '–'

const locales = { zh: 'zh-CN', en: 'en-GB' } as const
const made = new Map<string, Intl.NumberFormat>()

export function number(value: number | null | undefined, digits?: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return absent
  const most = digits ?? (Number.isInteger(value) ? 0 : 2)
  const key = `${language.value} ${digits ?? ''} ${most}`
  let format = made.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locales[language.value], {
      minimumFractionDigits: digits ?? 0,
      maximumFractionDigits: most,
    })
    made.set(key, format)
  }
  return format.format(value)
}

// Rolls of fewer are for those alone who may read the school's register: few_students in modules/registry/reader.h.
export const fewStudents = 10

// How many students a school has: "<10" where no more may be said, "120+" where a stage of so few comes on top.
export function headcount(school: { students: number | null; few: boolean }): string {
  if (!school.few) return number(school.students)
  return school.students === null ? `<${fewStudents}` : `${number(school.students)}+`
}

// Coefficients and Theil indices: three digits, as the standard's tables print them.
export const coefficient = (value: number | null | undefined) => number(value, 3)

// A value of an indicator: enough digits to tell it from its threshold, no more.
export function measure(value: number | null | undefined): string {
  if (value === null || value === undefined) return absent
  const size = Math.abs(value)
  return number(value, size >= 100 ? 0 : size > 0 && size < 0.1 ? 4 : 2)
}

export function signed(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return absent
  const rounded = Number(value.toFixed(digits))
  if (rounded === 0) return '±0'
  return (rounded > 0 ? '+' : '−') + number(Math.abs(rounded), digits)
}

export function percent(share: number | null | undefined, digits = 0): string {
  return share === null || share === undefined || !Number.isFinite(share)
    ? absent
    : `${number(share * 100, digits)}%`
}

// An amount that is lacking is rounded up: people, rooms and money come whole, areas with a tenth.
export function lacking(value: number, figure: string): string {
  const whole = !/area/.test(figure)
  return number(whole ? Math.ceil(value - 1e-9) : Math.ceil(value * 10 - 1e-9) / 10)
}

export function yearName(start: number | null | undefined): string {
  if (!start) return absent
  const text = `${start}–${String((start + 1) % 100).padStart(2, '0')}`
  return i18n.global.t('common.schoolYear', { year: text })
}

export function day(date: string | null | undefined): string {
  return date ? date : absent
}

// "周一" of a date.
export function weekday(date: string): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}
export function span(begin: string | null, end: string | null): string {
  if (!begin && !end) return i18n.global.t('common.always')
  if (!end) return i18n.global.t('common.since', { date: begin ?? '' })
  return `${begin ?? '…'} – ${end}`
}

export function moment(stamp: string | null | undefined): string {
  if (!stamp) return absent
  const date = new Date(stamp)
  if (Number.isNaN(date.getTime())) return stamp
  return new Intl.DateTimeFormat(locales[language.value], { dateStyle: 'medium', timeStyle: 'short' }).format(
    date,
  )
}

// Of seconds since 1970, as sign-ins are told.
export const momentAt = (seconds: number): string => moment(new Date(seconds * 1000).toISOString())

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  const units = ['KB', 'MB', 'GB']
  let value = size / 1024
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${number(value, value < 10 ? 1 : 0)} ${units[unit]}`
}
