import type { Actor } from '@charrette/collab-server/contract'
import {
  addReply,
  type CommentThread,
  editMessage,
  isResolved,
  type Message,
  removeMessage,
  resolveThread,
  type Writer,
} from '@charrette/guides'
import { Check, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type * as Y from 'yjs'
import { locale, useWords, words } from '../messages/index.ts'
import { CommentForm } from './comment-form.tsx'
import type { PlacedThread } from './use-threads.ts'

/** One thread: the words it is about, what was said, and what one can say to it. */
export function ThreadCard({
  doc,
  placed: { thread, place },
  me,
  people,
  mayComment,
  active,
  onGo,
}: {
  doc: Y.Doc
  placed: PlacedThread
  me: Writer
  people: Actor[]
  mayComment: boolean
  active: boolean
  onGo: () => void
}) {
  const say = useWords().comments
  const resolved = isResolved(thread)
  const now = () => new Date()
  return (
    <article
      id={`thread-${thread.id}`}
      className={active ? 'thread thread-active' : 'thread'}
      aria-label={say.of(whose(thread.by), thread.anchor.quote)}
    >
      {place.state === 'gone' ? (
        <p className="thread-quote">
          <q>{thread.anchor.quote}</q>
          <span className="thread-note">
            {place.chapterId ? say.textDeleted : say.chapterDeleted}
          </span>
        </p>
      ) : (
        <button type="button" className="thread-quote" onClick={onGo} aria-pressed={active}>
          <q>{thread.anchor.quote}</q>
          {place.state === 'moved' ? <span className="thread-note">{say.textMoved}</span> : null}
        </button>
      )}
      <ol className="messages">
        {thread.messages.map((message) => (
          <li key={message.id}>
            <MessageView
              message={message}
              mine={mayComment && message.by.accountId === me.accountId}
              people={people}
              onEdit={(written) =>
                editMessage(doc, thread.id, message.id, { ...written, now: now() })
              }
              onRemove={() => removeMessage(doc, thread.id, message.id)}
            />
          </li>
        ))}
      </ol>
      {thread.resolution ? (
        <p className="thread-note">
          {(resolved ? say.resolvedBy : say.reopenedBy)(whose(thread.resolution.by))}
        </p>
      ) : null}
      {mayComment ? (
        <>
          {resolved ? null : (
            <CommentForm
              label={say.reply}
              send={say.reply}
              people={people}
              onSend={(written) => addReply(doc, thread.id, { ...written, by: me, now: now() })}
            />
          )}
          <button
            type="button"
            className="link-button thread-resolve"
            onClick={() =>
              resolveThread(doc, thread.id, { resolved: !resolved, by: me, now: now() })
            }
          >
            {resolved ? <RotateCcw size={14} aria-hidden /> : <Check size={14} aria-hidden />}
            {resolved ? say.reopen : say.resolve}
          </button>
        </>
      ) : null}
    </article>
  )
}

function MessageView({
  message,
  mine,
  people,
  onEdit,
  onRemove,
}: {
  message: CommentThread['messages'][number]
  mine: boolean
  people: Actor[]
  onEdit: (written: { body: string; mentions: string[] }) => void
  onRemove: () => void
}) {
  const say = useWords().comments
  const [editing, setEditing] = useState(false)
  return (
    <>
      <p className="message-by">
        <span>
          <strong>{message.by.name}</strong>
          {message.by.city ? `, ${message.by.city}` : ''}
        </span>
        <time dateTime={message.at} title={moment(message.at)}>
          {moment(message.at)}
        </time>
        {message.editedAt ? say.edited : ''}
        {mine && !editing ? (
          <span className="message-actions">
            <button
              type="button"
              className="icon-button"
              aria-label={say.edit}
              onClick={() => setEditing(true)}
            >
              <Pencil size={13} aria-hidden />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={say.delete}
              onClick={onRemove}
            >
              <Trash2 size={13} aria-hidden />
            </button>
          </span>
        ) : null}
      </p>
      {editing ? (
        <CommentForm
          label={say.edit}
          send={words().save}
          people={people}
          initial={message.body}
          focused
          onCancel={() => setEditing(false)}
          onSend={(written) => {
            onEdit(written)
            setEditing(false)
          }}
        />
      ) : (
        <p className="message-body">{withMentions(message, people)}</p>
      )}
    </>
  )
}

/** The words of a message with its mentions set off. */
function withMentions({ body, mentions }: Message, people: Actor[]) {
  const names = people
    .filter(({ accountId }) => mentions.includes(accountId))
    .map(({ name }) => name)
  if (names.length === 0) return body
  const parts = body.split(
    new RegExp(
      `(${names.map((name) => `@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).join('|')})`,
      'u',
    ),
  )
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
    index % 2 === 1 ? <strong key={index}>{part}</strong> : part,
  )
}

const whose = ({ name, city }: Writer): string => (city ? `${name}, ${city}` : name)

function moment(at: string): string {
  return new Date(at).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' })
}
