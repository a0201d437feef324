import { languageTag, safeHref } from '@charrette/guides'
import type { Editor } from '@tiptap/core'
import { posToDOMRect, useEditorState } from '@tiptap/react'
import { Languages, Link2, Link2Off, MessageSquarePlus } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { locale, useWords } from '../messages/index.ts'
import { useFloating } from './floating.ts'
import { plainMarks } from './toolbar.tsx'

/** What the bubble asks the author for, or nothing. */
export type Asking = 'link' | 'language' | null

/** Languages that American cities are asked for most, besides English; any other tag can be typed. */
const offered = [
  'es',
  'zh',
  'vi',
  'tl',
  'ar',
  'ko',
  'fr',
  'ht',
  'pt',
  'ru',
  'so',
  'hmn',
  'nv',
  'am',
]

/** What one does with selected words: every mark of the guide, and a comment. */
export function BubbleMenu({
  editor,
  asking,
  ask,
  onComment,
}: {
  editor: Editor
  asking: Asking
  ask: (what: Asking) => void
  onComment: () => void
}) {
  const say = useWords().writing
  const popup = useRef<HTMLDivElement>(null)
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const { from, to, empty, $from } = current.state.selection
      const attribute = (mark: string, name: string) => {
        const value: unknown = current.getAttributes(mark)[name]
        return typeof value === 'string' ? value : ''
      }
      const isOpen = !empty && $from.parent.inlineContent && current.isFocused
      return {
        // Where the caret stands while it is closed is nothing to draw anew for.
        from: isOpen || asking ? from : 0,
        to: isOpen || asking ? to : 0,
        open: isOpen,
        marks: plainMarks.map(([name]) => current.isActive(name)),
        href: attribute('link', 'href'),
        lang: attribute('language', 'lang'),
      }
    },
  })
  const open = state.open || asking !== null
  useFloating(popup, open ? () => posToDOMRect(editor.view, state.from, state.to) : null, 'top')
  if (!open) return null

  const done = () => {
    ask(null)
    editor.commands.focus()
  }
  /** Marks the selected words, or the whole marked passage in which the caret stands. */
  const mark = (name: string, attrs: Record<string, string> | null) => {
    const chain = editor.chain().focus().extendMarkRange(name)
    if (attrs) chain.setMark(name, attrs).run()
    else chain.unsetMark(name).run()
    ask(null)
  }
  return (
    <div ref={popup} className="bubble" role="toolbar" aria-label={say.selected}>
      {asking === 'link' ? (
        <AskFor
          label={say.linkAddress}
          verb={say.link}
          placeholder="https://"
          value={state.href}
          read={(typed) => {
            const href = /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`
            return safeHref.test(href) ? href : null
          }}
          refusal={say.linkRefusal}
          onValue={(href) => mark('link', href ? { href } : null)}
          onCancel={done}
        />
      ) : asking === 'language' ? (
        <AskFor
          label={say.languageOf}
          verb={say.set}
          placeholder="es"
          value={state.lang}
          suggestions={offered}
          read={(typed) => (languageTag.test(typed) ? typed : null)}
          refusal={say.languageRefusal}
          onValue={(lang) => mark('language', lang ? { lang } : null)}
          onCancel={done}
        />
      ) : (
        <>
          {plainMarks.map(([name, , Icon], index) => (
            <BubbleButton
              key={name}
              label={say.marks[name]}
              pressed={state.marks[index] ?? false}
              onClick={() => editor.chain().focus().toggleMark(name).run()}
            >
              <Icon size={16} aria-hidden />
            </BubbleButton>
          ))}
          <BubbleButton
            label={state.href ? say.changeLink : say.link}
            pressed={state.href !== ''}
            onClick={() => ask('link')}
          >
            <Link2 size={16} aria-hidden />
          </BubbleButton>
          {state.href ? (
            <BubbleButton label={say.removeLink} onClick={() => mark('link', null)}>
              <Link2Off size={16} aria-hidden />
            </BubbleButton>
          ) : null}
          <BubbleButton
            label={state.lang ? say.languageIs(nameOf(state.lang)) : say.language}
            pressed={state.lang !== ''}
            onClick={() => ask('language')}
          >
            <Languages size={16} aria-hidden />
          </BubbleButton>
          <BubbleButton label={say.comment} onClick={onComment}>
            <MessageSquarePlus size={16} aria-hidden />
          </BubbleButton>
        </>
      )}
    </div>
  )
}

function BubbleButton({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string
  pressed?: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** One field and its button. An empty field takes the mark away; Escape leaves it as it was. */
function AskFor({
  label,
  verb,
  value,
  placeholder,
  suggestions = [],
  read,
  refusal,
  onValue,
  onCancel,
}: {
  label: string
  verb: string
  value: string
  placeholder: string
  suggestions?: string[]
  /** What was typed as the mark wants it; null where it cannot be. */
  read: (typed: string) => string | null
  refusal: string
  onValue: (value: string) => void
  onCancel: () => void
}) {
  const id = useId()
  const [problem, setProblem] = useState('')
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('value') ?? '').trim()
    const taken = typed ? read(typed) : ''
    if (taken === null) setProblem(refusal)
    else onValue(taken)
  }
  return (
    <form onSubmit={submit} className="bubble-link">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name="value"
        // biome-ignore lint/a11y/noAutofocus: the author has just asked for this field
        autoFocus
        placeholder={placeholder}
        defaultValue={value}
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      {suggestions.length > 0 ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((tag) => (
            <option key={tag} value={tag}>
              {nameOf(tag)}
            </option>
          ))}
        </datalist>
      ) : null}
      <button type="submit" className="button button-small">
        {verb}
      </button>
      {problem ? (
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  )
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag
}
