import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  shift,
  type VirtualElement,
} from '@floating-ui/dom'
import { type RefObject, useLayoutEffect } from 'react'

/** Keeps a popup beside a place in the text, within the window, for as long as it is open. */
export function useFloating(
  ref: RefObject<HTMLElement | null>,
  rectangle: (() => DOMRect) | null,
  placement: 'top' | 'bottom-start',
): void {
  useLayoutEffect(() => {
    const popup = ref.current
    if (!popup || !rectangle) return
    const place: VirtualElement = { getBoundingClientRect: rectangle }
    return autoUpdate(place, popup, async () => {
      const { x, y } = await computePosition(place, popup, {
        placement,
        middleware: [offset(8), flip(), shift({ padding: 8 })],
      })
      Object.assign(popup.style, { left: `${x}px`, top: `${y}px` })
    })
  })
}
