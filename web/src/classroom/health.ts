// How a source does: parts come each half second, so that seconds without one are a source that falters.
import type { LiveSource } from './types'

export type Health = 'fine' | 'late' | 'longGop' | 'uneven'

const lateAfter = 3 // seconds
const longGop = 4 // seconds between key frames: players wait as long to begin
const fewDropped = 5 // what comes before the first key frame

export function health(one: LiveSource): Health {
  if (one.last_part === null || one.last_part < 0 || one.last_part > lateAfter) return 'late'
  if ((one.longest_gop ?? 0) > longGop) return 'longGop'
  if (one.dropped > fewDropped) return 'uneven'
  return 'fine'
}
