import { commentsMap, commentThreads, isResolved } from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { atPause } from '../connection/at-pause.ts'
import { anchorOf, placeOf } from './anchors.ts'
import type { CommentDesk, DeskState } from './comment-desk.ts'

type Places = DeskState['places']
interface Marks {
  places: Places
  decorations: DecorationSet
}

/** How long the writing must pause before places are read anew, in milliseconds. */
const PAUSE = 400
/** How long they wait where there is none. */
const PATIENCE = 4000

const key = new PluginKey<Marks>('comment-marks')

/**
 * Shows in the text where open comments stand. Places are read from the shared document when comments
 * changed and at the pause; typing, one's own or of others, only maps them along.
 */
export function commentMarks(doc: Y.Doc, chapterId: string, desk: CommentDesk): Plugin<Marks> {
  function read(text: Node, bound: EditorState): Marks {
    const places = new Map<string, { from: number; to: number }>()
    for (const thread of commentThreads(doc)) {
      if (isResolved(thread) && thread.id !== desk.state().active) continue
      const place = placeOf(text, bound, doc, chapterId, thread.anchor)
      if (place) places.set(thread.id, place)
    }
    return drawn(text, bound, places)
  }

  function drawn(text: Node, bound: EditorState, places: Places): Marks {
    const { active, draft } = desk.state()
    const decorations = [...places].map(([id, { from, to }]) => {
      const attrs = {
        class: id === active ? 'commented commented-active' : 'commented',
        'data-thread': id,
      }
      return isBlock(text, from, to)
        ? Decoration.node(from, to, attrs)
        : Decoration.inline(from, to, attrs)
    })
    const place = draft ? placeOf(text, bound, doc, chapterId, draft) : null
    if (place)
      decorations.push(
        isBlock(text, place.from, place.to)
          ? Decoration.node(place.from, place.to, { class: 'commented commented-active' })
          : Decoration.inline(place.from, place.to, { class: 'commented commented-active' }),
      )
    return { places, decorations: DecorationSet.create(text, decorations) }
  }

  return new Plugin<Marks>({
    key,
    state: {
      init: () => ({ places: new Map(), decorations: DecorationSet.empty }),
      apply(tr, marks, before) {
        if (tr.getMeta(key)) return read(tr.doc, before)
        if (!tr.docChanged) return marks
        const places = new Map<string, { from: number; to: number }>()
        for (const [id, { from, to }] of marks.places) {
          const place = { from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }
          if (place.from < place.to) places.set(id, place)
        }
        // Taken out and put in again, by an undo say, they stand where they did.
        if (tr.getMeta(ySyncPluginKey) && places.size < marks.places.size)
          return read(tr.doc, before)
        return { places, decorations: marks.decorations.map(tr.mapping, tr.doc) }
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick(view, position) {
        const id = threadAt(view, position)
        if (id !== desk.state().active) desk.set({ active: id })
        return false
      },
      handleKeyDown(_view, event) {
        // As in Word and Google Docs.
        if (!((event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyM'))
          return false
        desk.begin()
        return true
      },
    },
    view(view) {
      const refresh = () => {
        if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
      }
      // Not within the transaction that changed the comments, nor within React's drawing.
      const later = () => queueMicrotask(refresh)
      const pause = atPause(refresh, PAUSE, PATIENCE)
      let { active, draft } = desk.state()
      const stop = desk.onChange(() => {
        const next = desk.state()
        if (next.active === active && next.draft === draft) return
        active = next.active
        draft = next.draft
        later()
      })
      commentsMap(doc).observe(later)
      const begin = () => {
        const anchor = anchorOf(view.state, doc, chapterId, selectedIn(view))
        if (anchor) desk.set({ draft: anchor, active: null })
      }
      desk.showPlace = (id) => showPlace(view, id)
      desk.begin = begin
      later()
      return {
        update: (_view, before) => {
          // Words that were typed or pasted may be those of a comment that had lost them.
          if (before.doc !== view.state.doc) pause.later()
          const places = key.getState(view.state)?.places
          if (places && !inSameOrder(places, desk.state().places)) desk.set({ places })
        },
        destroy: () => {
          stop()
          pause.stop()
          commentsMap(doc).unobserve(later)
          // The next chapter's text may have taken the desk over already.
          if (desk.begin !== begin) return
          desk.showPlace = () => {}
          desk.begin = () => {}
          desk.set({ draft: null, places: new Map() })
        },
      }
    },
  })
}

/** Whether the panel has nothing to draw anew: where exactly they stand, it does not show. */
function inSameOrder(places: Places, others: Places): boolean {
  if (places.size !== others.size) return false
  const order = (all: Places) =>
    [...all]
      .sort(([, a], [, b]) => a.from - b.from)
      .map(([id]) => id)
      .join()
  return order(places) === order(others)
}

function threadAt(view: EditorView, position: number): string | null {
  const within = [...(key.getState(view.state)?.places ?? [])]
    .filter(([, { from, to }]) => from <= position && position <= to)
    // The innermost of several.
    .sort(([, a], [, b]) => a.to - a.from - (b.to - b.from))
  return within[0]?.[0] ?? null
}

function showPlace(view: EditorView, id: string): void {
  const place = key.getState(view.state)?.places.get(id)
  if (!place) return
  const { node } = view.domAtPos(place.from + 1)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

function isBlock(text: Node, from: number, to: number): boolean {
  const node = text.nodeAt(from)
  return node?.isBlock === true && from + node.nodeSize === to
}

/** What is selected; a text that cannot be edited keeps no selection of its own. */
function selectedIn(view: EditorView): { from: number; to: number } {
  if (view.editable) return view.state.selection
  const selection = view.dom.ownerDocument.getSelection()
  if (!selection?.anchorNode || !selection.focusNode) return view.state.selection
  if (!view.dom.contains(selection.anchorNode) || !view.dom.contains(selection.focusNode))
    return view.state.selection
  const anchor = view.posAtDOM(selection.anchorNode, selection.anchorOffset)
  const focus = view.posAtDOM(selection.focusNode, selection.focusOffset)
  return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) }
}
