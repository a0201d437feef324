import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * The choice that belongs to a citation or a reference, below it while it is selected. One that
 * has just been put in takes the focus; Escape and Enter give it back to the text behind it.
 */
export function Popover({
  editor,
  getPos,
  fresh,
  children,
}: {
  editor: Editor
  getPos: () => number | undefined
  /** Whether nothing has been chosen yet. */
  fresh: boolean
  children: ReactNode
}) {
  const ref = useRef<HTMLSpanElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    if (fresh) ref.current?.querySelector('select')?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its fields leave
    <span
      ref={ref}
      className="popover"
      contentEditable={false}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        if (event.target instanceof HTMLButtonElement) return
        event.preventDefault()
        const position = getPos()
        if (position !== undefined)
          editor
            .chain()
            .setTextSelection(position + 1)
            .focus()
            .run()
      }}
    >
      {children}
    </span>
  )
}
