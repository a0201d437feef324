import { safeHref } from '@charrette/guides'
import type { Editor } from '@tiptap/core'
import { posToDOMRect, useEditorState } from '@tiptap/react'
import { Bold, Italic, Link2, Link2Off, MessageSquarePlus } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useFloating } from './floating.ts'

/** What one does with selected words: strong, emphasis, link, comment. */
export function BubbleMenu({ editor, onComment }: { editor: Editor; onComment: () => void }) {
  const popup = useRef<HTMLDivElement>(null)
  const [linking, setLinking] = useState(false)
  const [problem, setProblem] = useState('')
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const { from, to, empty } = current.state.selection
      const href: unknown = current.getAttributes('link').href
      return {
        from,
        to,
        open: !empty && current.state.selection.$from.parent.inlineContent && current.isFocused,
        strong: current.isActive('strong'),
        emphasis: current.isActive('emphasis'),
        href: typeof href === 'string' ? href : '',
      }
    },
  })
  const open = state.open || linking
  useFloating(popup, open ? () => posToDOMRect(editor.view, state.from, state.to) : null, 'top')
  if (!open) return null

  function link(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('href') ?? '').trim()
    const href = typed && !/^[a-z]+:/i.test(typed) ? `https://${typed}` : typed
    if (href && !safeHref.test(href)) {
      setProblem('A link begins with https://, mailto: or tel:')
      return
    }
    const chain = editor.chain().focus()
    if (href) chain.setMark('link', { href }).run()
    else chain.unsetMark('link').run()
    setProblem('')
    setLinking(false)
  }

  return (
    <div ref={popup} className="bubble" role="toolbar" aria-label="Selected words">
      {linking ? (
        <form onSubmit={link} className="bubble-link">
          <input
            name="href"
            // biome-ignore lint/a11y/noAutofocus: the author has just asked for this field
            autoFocus
            aria-label="Address of the link"
            placeholder="https://"
            defaultValue={state.href}
            onKeyDown={(event) => event.key === 'Escape' && setLinking(false)}
          />
          <button type="submit" className="button button-small">
            Link
          </button>
          {problem ? <p role="alert">{problem}</p> : null}
        </form>
      ) : (
        <>
          <button
            type="button"
            className="icon-button"
            aria-label="Make strong"
            aria-pressed={state.strong}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.chain().focus().toggleMark('strong').run()}
          >
            <Bold size={16} aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label="Emphasise"
            aria-pressed={state.emphasis}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.chain().focus().toggleMark('emphasis').run()}
          >
            <Italic size={16} aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={state.href ? 'Change the link' : 'Link'}
            aria-pressed={state.href !== ''}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setLinking(true)}
          >
            <Link2 size={16} aria-hidden />
          </button>
          {state.href ? (
            <button
              type="button"
              className="icon-button"
              aria-label="Remove the link"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => editor.chain().focus().unsetMark('link').run()}
            >
              <Link2Off size={16} aria-hidden />
            </button>
          ) : null}
          <button
            type="button"
            className="icon-button"
            aria-label="Comment (Ctrl+Alt+M)"
            title="Comment (Ctrl+Alt+M)"
            onMouseDown={(event) => event.preventDefault()}
            onClick={onComment}
          >
            <MessageSquarePlus size={16} aria-hidden />
          </button>
        </>
      )}
    </div>
  )
}
