// Web Mercator, and what a map without tiles needs: bounds, hulls, a round scale.
import type { Place } from './map'

export interface Point {
  x: number
  y: number
}

const earth = 6378137
export const around = 2 * Math.PI * earth // metres

// Metres east and south of (0, 0), at the equator's scale.
export function project(longitude: number, latitude: number): Point {
  const clipped = Math.max(-85, Math.min(85, latitude))
  const phi = (clipped * Math.PI) / 180
  return {
    x: (earth * longitude * Math.PI) / 180,
    y: -earth * Math.log(Math.tan(Math.PI / 4 + phi / 2)),
  }
}

export function unproject(point: Point): Place {
  return {
    longitude: ((point.x / earth) * 180) / Math.PI,
    latitude: ((2 * Math.atan(Math.exp(-point.y / earth)) - Math.PI / 2) * 180) / Math.PI,
  }
}

// Metres on the ground in a straight line (haversine on a sphere of the mean radius; 0.5 % at most off).
export function distance(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(a.longitude, b.longitude)
  return 2 * 6_371_009 * Math.asin(Math.sqrt(h))
}

// How many metres of ground one metre of the projection is, at a projected y.
export function groundScale(y: number): number {
  return 1 / Math.cosh(y / earth)
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

// The box around the points, without the far outliers: a single wrong coordinate must not shrink a district to a dot.
export function bounds(points: Point[]): Box {
  if (!points.length) return { left: 0, top: 0, right: 1, bottom: 1 }
  const range = (of: (point: Point) => number): [number, number] => {
    const sorted = points.map(of).sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
    const [low, q1, q3, high] = [at(0), at(0.25), at(0.75), at(1)]
    const reach = Math.max(6 * (q3 - q1), 500)
    return [Math.max(low, q1 - reach), Math.min(high, q3 + reach)]
  }
  const [left, right] = range((point) => point.x)
  const [top, bottom] = range((point) => point.y)
  return { left, top, right, bottom }
}

// Convex hull, anticlockwise (monotone chain).
export function hull(points: Point[]): Point[] {
  if (points.length < 3) return points
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const turn = (o: Point, a: Point, b: Point) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
  const half = (list: Point[]) => {
    const chain: Point[] = []
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop()
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

// The largest of 1, 2, 5 times a power of ten that is at most `most`.
export function round(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  for (const step of [5, 2, 1]) if (step * power <= most) return step * power
  return power
}
