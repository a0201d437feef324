import type { Actor } from '@charrette/collab-server/contract'
import { MAX_COMMENT } from '@charrette/guides'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useWords, words } from '../messages/index.ts'

/** What has been written: plain words, and whom they mention. */
export interface Written {
  body: string
  mentions: string[]
}

/** A field for a comment, with people to mention behind "@". */
export function CommentForm({
  label,
  send,
  people,
  initial = '',
  focused = false,
  onSend,
  onCancel,
}: {
  label: string
  send: string
  people: Actor[]
  initial?: string
  focused?: boolean
  onSend: (written: Written) => void
  onCancel?: () => void
}) {
  const say = useWords().comments
  const [body, setBody] = useState(initial)
  const [caret, setCaret] = useState(initial.length)
  const [chosen, setChosen] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const asked = /(^|\s)@([\p{L}\p{M} .'’-]{0,40})$/u.exec(body.slice(0, caret))?.[2] ?? null
  const offered =
    asked === null
      ? []
      : people
          .filter(({ name }) => ` ${name}`.toLowerCase().includes(` ${asked.toLowerCase()}`))
          .slice(0, 6)
  const at = Math.min(chosen, offered.length - 1)
  const nobody = asked !== null && asked.length > 1 && !/\s/u.test(asked) && offered.length === 0

  function mention({ name }: Actor) {
    const start = caret - (asked?.length ?? 0)
    const next = `${body.slice(0, start)}${name} ${body.slice(caret)}`
    setBody(next)
    setCaret(start + name.length + 1)
    setChosen(0)
    // After React has put the new words into the field.
    queueMicrotask(() =>
      field.current?.setSelectionRange(start + name.length + 1, start + name.length + 1),
    )
    field.current?.focus()
  }
  function submit() {
    if (!body.trim()) return
    onSend({
      body: body.trim(),
      mentions: people.filter(({ name }) => body.includes(`@${name}`)).map((p) => p.accountId),
    })
    setBody('')
    setCaret(0)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
      return
    }
    const person = offered[at]
    if (!person) {
      if (event.key === 'Escape') onCancel?.()
      return
    }
    if (event.key === 'ArrowDown') setChosen((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setChosen((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') mention(person)
    else if (event.key === 'Escape') setCaret(0)
    else return
    event.preventDefault()
  }

  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <textarea
        ref={field}
        rows={2}
        maxLength={MAX_COMMENT}
        aria-label={label}
        placeholder={say.toMention(label)}
        // biome-ignore lint/a11y/noAutofocus: the author has just asked for this field
        autoFocus={focused}
        value={body}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={offered[at] ? `${list}-${at}` : undefined}
        onChange={(event) => {
          setBody(event.target.value)
          setCaret(event.target.selectionStart)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 ? (
        <div id={list} className="mentions" role="listbox" aria-label={say.people}>
          {offered.map((person, index) => (
            <div
              key={person.accountId}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="slash-option"
              onMouseDown={(event) => {
                event.preventDefault()
                mention(person)
              }}
            >
              {person.city ? `${person.name}, ${person.city}` : person.name}
            </div>
          ))}
        </div>
      ) : null}
      {nobody ? (
        <p className="comment-hint" role="status">
          {say.nobody(asked)}
        </p>
      ) : null}
      {body || focused ? (
        <div className="comment-actions">
          <button type="submit" className="button button-small" disabled={!body.trim()}>
            {send}
          </button>
          {onCancel ? (
            <button type="button" className="link-button" onClick={onCancel}>
              {words().cancel}
            </button>
          ) : null}
        </div>
      ) : null}
    </form>
  )
}
