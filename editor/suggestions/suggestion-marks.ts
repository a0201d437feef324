import {
  listSuggestions,
  type SuggestionInText,
  settle,
  suggestionRecord,
  suggestionsMap,
  suggestionsOf,
} from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { words } from '../messages/index.ts'
import { ANSWER, replaced } from './suggested-edit.ts'
import type { SuggestionDesk } from './suggestion-desk.ts'

interface Shown {
  open: SuggestionInText[]
  decorations: DecorationSet
}

const key = new PluginKey<Shown>('suggestion-marks')

/** Says at each suggestion in the text whose it is, tells the panel of them, and answers them. */
export function suggestionMarks(doc: Y.Doc, desk: SuggestionDesk): Plugin<Shown> {
  const drawn = (text: Node): Shown => ({
    open: listSuggestions(text),
    decorations: DecorationSet.create(text, decorationsOf(text, doc, new Set())),
  })
  /** Draws anew what is not as it was, block by block. */
  const redrawn = (tr: Transaction, { decorations }: Shown, before: Node): Shown => {
    const kept = new Set(before.children)
    const mapped = decorations.map(tr.mapping, tr.doc)
    const stale: Decoration[] = []
    tr.doc.forEach((block, offset) => {
      if (kept.has(block)) return
      const end = offset + block.nodeSize
      // Those of its neighbours touch it.
      for (const one of mapped.find(offset, end))
        if (one.from >= offset && one.to <= end) stale.push(one)
    })
    return {
      open: listSuggestions(tr.doc),
      decorations: mapped.remove(stale).add(tr.doc, decorationsOf(tr.doc, doc, kept)),
    }
  }
  return new Plugin<Shown>({
    key,
    state: {
      init: (_config, state) => drawn(state.doc),
      apply(tr, before, { doc: text }) {
        if (tr.getMeta(key)) return drawn(tr.doc)
        return tr.docChanged ? redrawn(tr, before, text) : before
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
    view(view) {
      const answer: SuggestionDesk['answer'] = (ids, decision) => {
        const answered = settle(view.state.doc, (id) => (ids.includes(id) ? decision : null))
        if (answered.eq(view.state.doc)) return
        view.dispatch(replaced(view.state.tr, answered).setMeta(ANSWER, true))
      }
      const tell = () => {
        const open = key.getState(view.state)?.open ?? []
        const selected = selectedIds(view.state)
        const known = desk.state()
        // Where they stand changes with every letter; what the panel shows does not.
        if (!sameSuggestions(known.open, open) || known.selected.join() !== selected.join())
          desk.set({ open, selected })
      }
      // A suggestion may come before its signature.
      const resign = () =>
        queueMicrotask(() => {
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
        })
      suggestionsMap(doc).observe(resign)
      desk.answer = answer
      desk.show = (id) => show(view, id)
      queueMicrotask(tell)
      return {
        update: tell,
        destroy: () => {
          suggestionsMap(doc).unobserve(resign)
          if (desk.answer !== answer) return
          desk.answer = () => {}
          desk.show = () => {}
          desk.set({ open: [], selected: [] })
        },
      }
    },
  })
}

const sameSuggestions = (some: SuggestionInText[], others: SuggestionInText[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index]
    return (
      one.id === other?.id &&
      one.added === other.added &&
      one.removed === other.removed &&
      one.restyles === other.restyles
    )
  })

function show(view: EditorView, id: string): void {
  const one = key.getState(view.state)?.open.find((candidate) => candidate.id === id)
  if (!one) return
  const selection = Selection.near(view.state.doc.resolve(one.from))
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  view.focus()
}

function selectedIds({ doc, selection }: EditorState): string[] {
  const ids = new Set<string>()
  const { from, to } = selection
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
    for (const id of suggestionsOf(node)) ids.add(id)
  })
  return [...ids]
}

/** @param except blocks that need none. */
function decorationsOf(text: Node, doc: Y.Doc, except: ReadonlySet<Node>): Decoration[] {
  const decorations: Decoration[] = []
  const note = (node: Node, pos: number) => {
    const ids = suggestionsOf(node)
    if (ids.length === 0) return
    const title = titleOf(node, ids.map((id) => whoseOf(doc, id)).join(words().suggestions.and))
    decorations.push(
      node.isText
        ? Decoration.inline(pos, pos + node.nodeSize, { title })
        : Decoration.node(pos, pos + node.nodeSize, {
            title,
            class: `suggested suggested-${node.attrs.deleted ? 'deletion' : node.attrs.inserted ? 'insertion' : 'change'}`,
          }),
    )
  }
  text.forEach((block, offset) => {
    if (except.has(block)) return
    note(block, offset)
    block.descendants((node, pos) => note(node, offset + 1 + pos))
  })
  return decorations
}

function whoseOf(doc: Y.Doc, id: string): string {
  const by = suggestionRecord(doc, id)?.by
  return by ? [by.name, by.city].filter(Boolean).join(', ') : words().suggestions.unknown
}

function titleOf(node: Node, whose: string): string {
  const say = words().suggestions
  const has = (name: string) => node.marks.some(({ type }) => type.name === name)
  if (node.attrs.deleted || has('deletion')) return say.toBeRemoved(whose)
  if (node.attrs.inserted || has('insertion')) return say.toBeAdded(whose)
  return say.toBeSet(whose)
}
