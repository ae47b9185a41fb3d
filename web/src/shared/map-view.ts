// What part of the plane a map shows: zooms by wheel, pinch, buttons and keys; pans by drag and arrow keys.
import { onBeforeUnmount, onMounted, reactive, ref, type Ref } from 'vue'

import { bounds, type Point } from './projection'

const pad = 44 // pixels around what is fitted
const least = 400 // metres that are shown at least

export interface Spot {
  x: number
  y: number
}

// `tapped` is called with a place of the plane where somebody pressed without dragging.
export function useMapView(
  frame: Ref<HTMLElement | undefined>,
  points: () => Point[],
  height: () => number,
  tapped: (at: Point) => void,
) {
  const width = ref(600)
  const view = reactive({ x: 0, y: 0, scale: 1 }) // centre in projected metres, pixels a metre

  function fit() {
    const box = bounds(points())
    view.x = (box.left + box.right) / 2
    view.y = (box.top + box.bottom) / 2
    const wide = Math.max(box.right - box.left, least)
    const high = Math.max(box.bottom - box.top, least)
    view.scale = Math.min((width.value - 2 * pad) / wide, (height() - 2 * pad) / high)
  }
  function zoom(factor: number, at: Spot = { x: width.value / 2, y: height() / 2 }) {
    const scale = Math.max(1e-5, Math.min(0.5, view.scale * factor))
    const real = scale / view.scale
    const dx = (at.x - width.value / 2) / view.scale
    const dy = (at.y - height() / 2) / view.scale
    view.x += dx * (1 - 1 / real)
    view.y += dy * (1 - 1 / real)
    view.scale = scale
  }
  function pan(dx: number, dy: number) {
    view.x -= dx / view.scale
    view.y -= dy / view.scale
  }
  function spot(event: PointerEvent | WheelEvent): Spot {
    const box = frame.value?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const onPlane = (at: Spot): Point => ({
    x: view.x + (at.x - width.value / 2) / view.scale,
    y: view.y + (at.y - height() / 2) / view.scale,
  })

  // The page scrolls until the map has the focus or Ctrl is held: a wheel must not be caught on the way down.
  function onWheel(event: WheelEvent) {
    if (!event.ctrlKey && document.activeElement !== frame.value) return
    event.preventDefault()
    zoom(Math.exp(-event.deltaY * 0.0016), spot(event))
  }

  const fingers = new Map<number, Spot>()
  let dragged = false
  function onDown(event: PointerEvent) {
    if (!fingers.size) dragged = false
    fingers.set(event.pointerId, spot(event))
  }
  function onMove(event: PointerEvent) {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = spot(event)
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1] ?? now
      const was = Math.hypot(before.x - other.x, before.y - other.y)
      const is = Math.hypot(now.x - other.x, now.y - other.y)
      if (was > 0) zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
    } else {
      if (Math.hypot(now.x - before.x, now.y - before.y) < 3) return
      frame.value?.setPointerCapture(event.pointerId)
      pan(now.x - before.x, now.y - before.y)
    }
    dragged = true
    fingers.set(event.pointerId, now)
  }
  function onUp(event: PointerEvent) {
    if (fingers.size === 1 && !dragged && event.type === 'pointerup') tapped(onPlane(spot(event)))
    fingers.delete(event.pointerId)
  }
  const pointer = { onDown, onMove, onUp }

  let observer: ResizeObserver | undefined
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      const now = entry?.contentRect.width ?? 0
      if (now && Math.abs(now - width.value) > 1) {
        width.value = now
        fit()
      }
    })
    if (frame.value) observer.observe(frame.value)
    frame.value?.addEventListener('wheel', onWheel, { passive: false })
  })
  onBeforeUnmount(() => observer?.disconnect())

  return { width, view, fit, zoom, pan, pointer, onPlane }
}
