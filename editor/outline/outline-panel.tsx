import type { Assignment } from '@charrette/collab-server/contract'
import {
  addChapter,
  chaptersMap,
  deleteChapter,
  moveChapter,
  type OutlineEntry,
  outline,
  renameChapter,
  restoreChapter,
} from '@charrette/guides'
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CalendarClock, FileInput, GripVertical, Pencil, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { AssignDialog } from '../assignments/assign-dialog.tsx'
import { AssignmentLine } from '../assignments/assignment-line.tsx'
import { useAssignments } from '../assignments/use-assignments.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { type Present, usePresent, useShared } from '../connection/use-shared.ts'
import { useWords, words } from '../messages/index.ts'
import { Sources } from '../sources/sources-dialog.tsx'
import { WordFileDialog } from '../word/word-file-dialog.tsx'
import { DraftDownloads } from './draft-downloads.tsx'
import { GuideDetails } from './guide-details.tsx'

/** The guide's chapters: add, rename, reorder by drag or keyboard, delete with undo. */
export function OutlinePanel({
  connection,
  slug,
  consortium,
  openId,
  mayWrite,
  maySuggest,
  mayAssign,
}: {
  connection: GuideConnection
  slug: string
  consortium: string
  openId: string | null
  mayWrite: boolean
  maySuggest: boolean
  mayAssign: boolean
}) {
  const say = useWords().outline
  const { doc } = connection
  const chapters = useShared(chaptersMap(doc), () => outline(doc))
  const present = usePresent(connection)
  const assignments = useAssignments(slug, connection)
  const [assigning, setAssigning] = useState<OutlineEntry | null>(null)
  const [deleted, setDeleted] = useState<OutlineEntry | null>(null)
  const [said, setSaid] = useState('')
  const [bringing, setBringing] = useState(false)
  const [, goTo] = useLocation()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const addressOf = (id: string) => `/write/guides/${slug}/chapters/${id}`
  const place = (id: unknown) => chapters.findIndex((chapter) => chapter.id === id) + 1
  const titleOf = (id: unknown) =>
    chapters.find((chapter) => chapter.id === id)?.title || words().untitled

  function onDragEnd({ active, over }: DragEndEvent) {
    if (over && active.id !== over.id) moveChapter(doc, String(active.id), place(over.id) - 1)
  }
  function add() {
    const id = addChapter(doc, { title: say.newChapter, ...(openId ? { after: openId } : {}) })
    setSaid(say.added)
    goTo(addressOf(id))
  }
  function remove(chapter: OutlineEntry) {
    deleteChapter(doc, chapter.id, new Date())
    setDeleted(chapter)
    const next = chapters.find(({ id }) => id !== chapter.id)
    if (chapter.id === openId && next) goTo(addressOf(next.id))
  }

  return (
    <nav className="outline" aria-label={say.chapters}>
      <div className="outline-head">
        <h2>{say.chapters}</h2>
        {mayWrite ? (
          <span className="outline-tools">
            <button
              type="button"
              className="icon-button"
              onClick={() => setBringing(true)}
              aria-label={say.fromWord}
              title={say.fromWord}
            >
              <FileInput size={18} aria-hidden />
            </button>
            <button
              type="button"
              className="icon-button"
              onClick={add}
              aria-label={say.add}
              title={say.add}
            >
              <Plus size={18} aria-hidden />
            </button>
          </span>
        ) : null}
        <WordFileDialog
          title={say.fromWord}
          description={say.fromWordLede}
          path={`guides/${encodeURIComponent(slug)}/imports`}
          open={bringing}
          onClose={() => setBringing(false)}
        />
      </div>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={onDragEnd}
        accessibility={{
          screenReaderInstructions: {
            draggable: say.howToMove,
          },
          announcements: {
            onDragStart: ({ active }) => say.pickedUp(titleOf(active.id)),
            onDragOver: ({ active, over }) =>
              over ? say.isAt(titleOf(active.id), place(over.id)) : undefined,
            onDragEnd: ({ active, over }) =>
              say.isNowAt(titleOf(active.id), place(over?.id ?? active.id)),
            onDragCancel: ({ active }) => say.stays(titleOf(active.id)),
          },
        }}
      >
        <SortableContext
          items={chapters.map(({ id }) => id)}
          strategy={verticalListSortingStrategy}
        >
          <ol className="outline-list">
            {chapters.map((chapter, index) => (
              <OutlineItem
                key={chapter.id}
                chapter={chapter}
                number={index + 1}
                href={addressOf(chapter.id)}
                open={chapter.id === openId}
                mayWrite={mayWrite}
                here={present.filter(({ chapterId }) => chapterId === chapter.id)}
                assignment={assignments.of(chapter.id)}
                onAssign={mayAssign ? () => setAssigning(chapter) : null}
                onRename={(title) => renameChapter(doc, chapter.id, title)}
                onDelete={() => remove(chapter)}
                alone={chapters.length === 1}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {mayWrite ? (
        <>
          <GuideDetails doc={doc} />
          <Sources doc={doc} slug={slug} />
        </>
      ) : null}
      <DraftDownloads slug={slug} openId={openId} mayReturn={maySuggest} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <AssignDialog
        chapter={assigning}
        assignment={assigning ? assignments.of(assigning.id) : null}
        consortium={consortium}
        onAssign={assignments.assign}
        onClose={() => setAssigning(null)}
      />
      {deleted ? (
        <div className="toast" role="status">
          <span>{say.deleted(deleted.title || words().untitled)}</span>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              restoreChapter(doc, deleted.id)
              goTo(addressOf(deleted.id))
              setDeleted(null)
            }}
          >
            {words().undo}
          </button>
          <button type="button" className="link-button" onClick={() => setDeleted(null)}>
            {words().dismiss}
          </button>
        </div>
      ) : null}
    </nav>
  )
}

function OutlineItem({
  chapter,
  number,
  href,
  open,
  mayWrite,
  here,
  alone,
  assignment,
  onAssign,
  onRename,
  onDelete,
}: {
  chapter: OutlineEntry
  number: number
  href: string
  open: boolean
  mayWrite: boolean
  here: Present[]
  alone: boolean
  assignment: Assignment | null
  /** Null for those who may not. */
  onAssign: (() => void) | null
  onRename: (title: string) => void
  onDelete: () => void
}) {
  const say = useWords().outline
  const {
    attributes,
    listeners,
    setNodeRef,
    setActivatorNodeRef,
    transform,
    transition,
    isDragging,
  } = useSortable({ id: chapter.id, disabled: !mayWrite })
  const [renaming, setRenaming] = useState(false)
  const title = chapter.title || words().untitled
  const writing = here.filter(({ typing }) => typing)

  function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = new FormData(event.currentTarget).get('title')
    if (typeof field === 'string' && field.trim()) onRename(field.trim())
    setRenaming(false)
  }

  return (
    <li
      ref={setNodeRef}
      className={`outline-item${open ? ' outline-item-open' : ''}${isDragging ? ' outline-item-dragged' : ''}`}
      style={{
        transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined,
        transition,
      }}
    >
      {mayWrite ? (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className="icon-button grip"
          {...attributes}
          {...listeners}
          aria-label={say.move(title)}
        >
          <GripVertical size={14} aria-hidden />
        </button>
      ) : null}
      <span className="outline-number">{number}</span>
      {renaming ? (
        <form onSubmit={rename} className="rename">
          <input
            name="title"
            // biome-ignore lint/a11y/noAutofocus: the author has just asked to rename it here
            autoFocus
            aria-label={say.newTitleOf(title)}
            defaultValue={chapter.title}
            onBlur={(event) => event.currentTarget.form?.requestSubmit()}
            onKeyDown={(event) => event.key === 'Escape' && setRenaming(false)}
          />
        </form>
      ) : (
        <span className="outline-name">
          <Link href={href} className="outline-link" aria-current={open ? 'page' : undefined}>
            {title}
          </Link>
          {assignment ? <AssignmentLine assignment={assignment} /> : null}
          {writing.length > 0 ? (
            <span className="outline-editing">
              {say.beingEdited(writing.map(({ name }) => name).join(', '))}
            </span>
          ) : null}
        </span>
      )}
      {here.map(({ clientId, name, color }) => (
        <span key={clientId} className="dot" style={{ background: color }} title={say.isHere(name)}>
          <span className="visually-hidden">{say.isHere(name)}</span>
        </span>
      ))}
      {mayWrite && !renaming ? (
        <span className="outline-actions">
          <button
            type="button"
            className="icon-button"
            aria-label={say.rename(title)}
            onClick={() => setRenaming(true)}
          >
            <Pencil size={14} aria-hidden />
          </button>
          {onAssign ? (
            <button
              type="button"
              className="icon-button"
              aria-label={say.assign(title)}
              onClick={onAssign}
            >
              <CalendarClock size={14} aria-hidden />
            </button>
          ) : null}
          {alone ? null : (
            <button
              type="button"
              className="icon-button"
              aria-label={say.delete(title)}
              onClick={onDelete}
            >
              <Trash2 size={14} aria-hidden />
            </button>
          )}
        </span>
      ) : null}
    </li>
  )
}
