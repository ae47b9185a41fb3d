// How far a school is short or over, as a mark, a colour and words: never by colour alone.
export type Level = 'short2' | 'short1' | 'even' | 'over1' | 'over2' | 'unknown'

// Less than half a teacher is even: people come whole.
export function level(gap: number | null | undefined): Level {
  if (gap === null || gap === undefined) return 'unknown'
  if (gap <= -2) return 'short2'
  if (gap <= -0.5) return 'short1'
  if (gap >= 2) return 'over2'
  return gap >= 0.5 ? 'over1' : 'even'
}

export const mark: Record<Level, string> = {
  short2: '▼▼',
  short1: '▼',
  even: '●',
  over1: '△',
  over2: '△△',
  unknown: '–',
}

// Short and over of all schools, summed apart: who is over here does not teach there.
export function sides(gaps: (number | null | undefined)[]): { short: number; over: number } {
  const found = { short: 0, over: 0 }
  for (const gap of gaps)
    if (gap !== null && gap !== undefined) found[gap < 0 ? 'short' : 'over'] += Math.abs(gap)
  return found
}

// "8, 8, 7": hours by grade; null when one of them is no number.
export function weekly(text: string): number[] | null {
  const hours = text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map(Number)
  return hours.length && hours.every((one) => Number.isFinite(one) && one >= 0 && one <= 60) ? hours : null
}
