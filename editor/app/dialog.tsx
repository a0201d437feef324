import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A modal dialog of the browser's own: it keeps the focus, closes on Escape and gives the focus
 * back to what opened it.
 */
export function Dialog({
  title,
  description,
  open,
  onClose,
  children,
}: {
  title: string
  description?: ReactNode
  open: boolean
  onClose: () => void
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (open) ref.current?.showModal()
    else ref.current?.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
    >
      {/* Drawn only while open: the next opening begins with fresh fields. */}
      {open ? (
        <>
          <h2 className="dialog-title" id={`${id}-title`}>
            {title}
          </h2>
          {description ? <div id={`${id}-description`}>{description}</div> : null}
          {children}
        </>
      ) : null}
    </dialog>
  )
}
