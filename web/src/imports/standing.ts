// What an import waits for, in a word: the state of a run says only how far the program came.
import { i18n } from '../shared/i18n'
import type { ImportRun } from './types'

// A table that no mapping fits yet: somebody has to say what its columns become.
export const unmapped = (run: ImportRun): boolean =>
  ['foreign', 'unknown'].includes(run.format) &&
  (run.state === 'failed' || (!run.mapping && ['uploaded', 'read'].includes(run.state))) &&
  !run.report &&
  !/\.zip$/i.test(run.file)

export type Standing = ImportRun['state'] | 'to_map' | 'faulty'

export function standing(run: ImportRun): Standing {
  if (unmapped(run)) return 'to_map'
  return run.state === 'read' && run.report?.fault_count ? 'faulty' : run.state
}

export function standingText(run: ImportRun): string {
  const found = standing(run)
  if (found === 'to_map') return i18n.global.t('imports.toMap')
  return i18n.global.t(found === 'faulty' ? 'imports.faults' : `imports.state.${found}`)
}

export const failing = (run: ImportRun): boolean => ['failed', 'faulty'].includes(standing(run))
