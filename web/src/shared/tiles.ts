// Tiles under a map, when the office named a server of them: which ones cover a view, and where they lie in it.
import { ref } from 'vue'

import { client, take } from './client'
import { around } from './projection'
import type { Schemas } from './types'

export interface Tile {
  url: string
  left: number // pixels
  top: number
  size: number
}

export interface View {
  x: number // centre, projected metres
  y: number
  scale: number // pixels a metre
  width: number // pixels
  height: number
}

const deepest = 19

export function tilesIn(view: View, url: string): Tile[] {
  const level = Math.max(0, Math.min(deepest, Math.round(Math.log2((view.scale * around) / 256))))
  const count = 2 ** level
  const size = (around * view.scale) / count
  const left = view.width / 2 - (view.x + around / 2) * view.scale
  const top = view.height / 2 - (view.y + around / 2) * view.scale
  const tiles: Tile[] = []
  const last = (from: number, pixels: number) => Math.min(count - 1, Math.floor((pixels - from) / size))
  for (let y = Math.max(0, Math.floor(-top / size)); y <= last(top, view.height); ++y)
    for (let x = Math.max(0, Math.floor(-left / size)); x <= last(left, view.width); ++x)
      tiles.push({
        url: url.replace('{z}', String(level)).replace('{x}', String(x)).replace('{y}', String(y)),
        left: left + x * size,
        top: top + y * size,
        size,
      })
  return tiles
}

const none: Schemas['MapTiles'] = { url: '', attribution: '' }
export const mapTiles = ref(none)
let asked = false

// Once a visit. Without an answer maps are drawn as they are without tiles.
export function askForTiles(): void {
  if (asked) return
  asked = true
  ;(take(client.GET('/api/map', {})) as Promise<Schemas['MapTiles']>).then(
    (found) => (mapTiles.value = found),
    () => (asked = false),
  )
}
