// Numbers of pages as people write them: 1–3, 7.
export function pageList(pages: number[]): string {
  const spans: [number, number][] = []
  for (const page of [...pages].sort((a, b) => a - b)) {
    const last = spans[spans.length - 1]
    if (last && page === last[1] + 1) last[1] = page
    else if (!last || page > last[1]) spans.push([page, page])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
