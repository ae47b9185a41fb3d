// What a SchoolMap draws.
export type Shape = 'circle' | 'triangle' | 'square' | 'diamond' | 'ring'

export interface Place {
  longitude: number
  latitude: number
}

export interface MapPoint extends Place {
  id: string
  label: string
  lines: string[] // of the card
  fill: string
  shape: Shape
  area?: string // points of one area lie in one outline
}

// An arrow between two places, thicker for more.
export interface MapWay {
  from: Place
  to: Place
  count: number
}

export interface LegendItem {
  fill: string
  shape: Shape
  label: string
}

// Paths of the shapes around (0, 0), about 10 wide.
export const outlines: Record<Shape, string> = {
  circle: 'M4.5 0A4.5 4.5 0 1 1-4.5 0A4.5 4.5 0 1 1 4.5 0Z',
  ring: 'M3.6 0A3.6 3.6 0 1 1-3.6 0A3.6 3.6 0 1 1 3.6 0Z',
  square: 'M-4-4H4V4H-4Z',
  diamond: 'M0-5L5 0L0 5L-5 0Z',
  triangle: 'M0-5.6L5.2 4H-5.2Z',
}
