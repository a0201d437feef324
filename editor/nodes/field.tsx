import { type KeyboardEvent, useId } from 'react'

/** One labelled field of a node. It writes at once: there is no form to save. */
export function Field({
  label,
  value,
  onChange,
  placeholder,
  type = 'text',
  readOnly,
  wide,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  type?: 'text' | 'number'
  readOnly: boolean
  wide?: boolean
}) {
  const id = useId()
  return (
    <span className={wide ? 'field field-wide' : 'field'} contentEditable={false}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        readOnly={readOnly}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keepKeys}
      />
    </span>
  )
}

/** A field's keys are its own, but for those that leave a popover. */
function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== 'Escape') event.stopPropagation()
}
