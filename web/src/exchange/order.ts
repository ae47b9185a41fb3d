// A list with one entry a step up or down.
export function moved<T>(list: T[], at: number, step: -1 | 1): T[] {
  const to = at + step
  if (to < 0 || to >= list.length) return list
  const made = [...list]
  const [one] = made.splice(at, 1)
  made.splice(to, 0, one as T)
  return made
}
