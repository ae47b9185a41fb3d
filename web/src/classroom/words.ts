// A lesson in words.
import { weekday } from '../shared/format'
import { i18n } from '../shared/i18n'
import type { LessonState, OpenLesson } from './types'

export const gradeText = (grade: string): string => {
  if (!grade) return ''
  return grade === 'KG'
    ? i18n.global.t('classroom.kindergarten')
    : i18n.global.t('classroom.gradeN', { n: Number(grade) })
}
export const whenText = (one: OpenLesson): string => `${one.on} ${weekday(one.on)} ${one.from}–${one.to}`

export const beginText = (one: OpenLesson): string => `${one.on} ${weekday(one.on)} ${one.from}`

export const tone = (state: LessonState): string =>
  ({ planned: '', rehearsal: 'warn', live: 'live', ended: '', cancelled: 'fail' })[state]
