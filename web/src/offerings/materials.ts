// Materials are words in which links may stand: of resources of the library, which go along by their title when a club
// is opened on another campus, and of pages elsewhere.
export type MaterialPart =
  { kind: 'text'; text: string } | { kind: 'resource'; id: string } | { kind: 'link'; href: string }

const link = /https?:\/\/[^\s，。；、）】"'<>]+/gu
const resource = /\/resources\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/u

// `here`: the address of this installation; a resource of another one is a page elsewhere.
export function materialParts(text: string, here: string): MaterialPart[] {
  const parts: MaterialPart[] = []
  let from = 0
  for (const found of text.matchAll(link)) {
    const href = found[0].replace(/[.,;:!?)]+$/u, '')
    if (!URL.canParse(href)) continue
    if (found.index > from) parts.push({ kind: 'text', text: text.slice(from, found.index) })
    const url = new URL(href)
    const id = url.origin === here ? resource.exec(url.pathname)?.[1] : undefined
    parts.push(id ? { kind: 'resource', id } : { kind: 'link', href })
    from = found.index + href.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}
