import {
  listSuggestions,
  type SuggestionInText,
  settle,
  signSuggestion,
  suggest,
  suggestionRecord,
  suggestionsOf,
  type Writer,
} from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import {
  type EditorState,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import type { SuggestionDesk } from './suggestion-desk.ts'

interface Shown {
  open: SuggestionInText[]
  decorations: DecorationSet
}

const key = new PluginKey<Shown>('suggesting')

/**
 * While one suggests, turns every edit of one's own into a suggestion before the shared document
 * hears of it; shows the suggestions of the text, and answers them.
 */
export function suggesting(doc: Y.Doc, me: Writer, desk: SuggestionDesk): Plugin<Shown> {
  const isMine = (id: string) => suggestionRecord(doc, id)?.by.accountId === me.accountId
  const shown = (text: Node): Shown => ({
    open: listSuggestions(text),
    decorations: DecorationSet.create(text, decorationsOf(text, doc)),
  })
  return new Plugin<Shown>({
    key,
    state: {
      init: (_config, state) => shown(state.doc),
      apply: (tr, before) => (tr.docChanged ? shown(tr.doc) : before),
    },
    appendTransaction(transactions, before, after) {
      if (!desk.state().suggesting || before.doc === after.doc) return null
      if (transactions.some((tr) => tr.getMeta(ySyncPluginKey) || tr.getMeta(key))) return null
      const id = neighbour(before, isMine) ?? newSuggestionId()
      const { anchor, head } = after.selection
      const typed = withoutInheritedDeletions(transactions, after.tr).doc
      const made = suggest(
        before.doc,
        typed,
        { id, isMine: (other) => other === id || isMine(other) },
        [anchor, head],
      )
      if (made.doc.eq(after.doc)) return null
      signSuggestion(doc, id, me, new Date())
      const tr = replaced(after.tr, made.doc)
      const [at = 0, to = 0] = made.positions
      return withSelection(
        tr,
        forward(before, after) ? past(tr.doc, at) : at,
        forward(before, after) ? past(tr.doc, to) : to,
      ).setMeta(key, true)
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
    view(view) {
      const answer: SuggestionDesk['answer'] = (ids, decision) => {
        const answered = settle(view.state.doc, (id) => (ids.includes(id) ? decision : null))
        if (answered.eq(view.state.doc)) return
        view.dispatch(replaced(view.state.tr, answered).setMeta(key, true))
      }
      const tell = () => {
        const open = key.getState(view.state)?.open ?? []
        const selected = selectedIds(view.state)
        const known = desk.state()
        if (known.open !== open || known.selected.join() !== selected.join())
          desk.set({ open, selected })
      }
      desk.answer = answer
      desk.show = (id) => {
        const one = key.getState(view.state)?.open.find((candidate) => candidate.id === id)
        if (!one) return
        view.dispatch(
          view.state.tr
            .setSelection(Selection.near(view.state.doc.resolve(one.from)))
            .scrollIntoView(),
        )
        view.focus()
      }
      queueMicrotask(tell)
      return {
        update: tell,
        destroy: () => {
          if (desk.answer !== answer) return
          desk.answer = () => {}
          desk.show = () => {}
          desk.set({ open: [], selected: [] })
        },
      }
    },
  })
}

/** What is typed beside or within words that are to go is not to go with them. */
function withoutInheritedDeletions(transactions: readonly Transaction[], tr: Transaction) {
  const { deletion } = tr.doc.type.schema.marks
  transactions.forEach(({ mapping }, index) => {
    mapping.maps.forEach((map, step) => {
      map.forEach((_oldStart, _oldEnd, from, to) => {
        let [start, end] = [
          mapping.slice(step + 1).map(from, -1),
          mapping.slice(step + 1).map(to, 1),
        ]
        for (const later of transactions.slice(index + 1))
          [start, end] = [later.mapping.map(start, -1), later.mapping.map(end, 1)]
        tr.removeMark(start, end, deletion)
      })
    })
  })
  return tr
}

/** Puts another text in place of the transaction's, changing no more than differs. */
function replaced(tr: Transaction, doc: Node): Transaction {
  const start = tr.doc.content.findDiffStart(doc.content)
  const end = tr.doc.content.findDiffEnd(doc.content)
  if (start === null || end === null) return tr
  // Where the same content repeats, the two searches may run past each other.
  const overlap = start - Math.min(end.a, end.b)
  const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b]
  return tr.replace(start, a, doc.slice(start, b))
}

function withSelection(tr: Transaction, anchor: number, head: number): Transaction {
  const [$anchor, $head] = [tr.doc.resolve(anchor), tr.doc.resolve(head)]
  return tr.setSelection(
    $anchor.parent.inlineContent && $head.parent.inlineContent
      ? TextSelection.between($anchor, $head)
      : Selection.near($head),
  )
}

/** Whether something after the caret was deleted: then the caret goes on behind it. */
function forward(before: EditorState, after: EditorState): boolean {
  const { selection } = before
  return (
    selection.empty &&
    after.selection.empty &&
    selection.from === after.selection.from &&
    after.doc.content.size < before.doc.content.size
  )
}

/** The place behind the deleted words that begin at a position. */
function past(doc: Node, position: number): number {
  let place = position
  for (;;) {
    const { nodeAfter } = doc.resolve(place)
    if (!nodeAfter?.marks.some(({ type }) => type.name === 'deletion')) return place
    place += nodeAfter.nodeSize
  }
}

/** One's own suggestion beside the caret: typing goes on with it. */
function neighbour(
  { doc, selection }: EditorState,
  isMine: (id: string) => boolean,
): string | null {
  const { nodeBefore, nodeAfter } = doc.resolve(selection.from)
  for (const node of [nodeBefore, nodeAfter])
    for (const id of node ? suggestionsOf(node) : []) if (isMine(id)) return id
  return null
}

function selectedIds({ doc, selection }: EditorState): string[] {
  const ids = new Set<string>()
  const { from, to } = selection
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
    for (const id of suggestionsOf(node)) ids.add(id)
  })
  return [...ids]
}

/** Says at each suggestion what it does and whose it is. */
function decorationsOf(text: Node, doc: Y.Doc): Decoration[] {
  const decorations: Decoration[] = []
  text.descendants((node, pos) => {
    const [id] = suggestionsOf(node)
    if (!id) return
    const by = suggestionRecord(doc, id)?.by
    const whose = by ? [by.name, by.city].filter(Boolean).join(', ') : 'somebody unknown'
    const does =
      node.attrs.deleted || node.marks.some(({ type }) => type.name === 'deletion')
        ? 'taken out'
        : node.attrs.inserted || node.marks.some(({ type }) => type.name === 'insertion')
          ? 'added'
          : 'changed'
    const title = `Suggested to be ${does} by ${whose}`
    decorations.push(
      node.isText
        ? Decoration.inline(pos, pos + node.nodeSize, { title })
        : Decoration.node(pos, pos + node.nodeSize, {
            title,
            class: `suggested suggested-${node.attrs.deleted ? 'deletion' : node.attrs.inserted ? 'insertion' : 'change'}`,
          }),
    )
  })
  return decorations
}

function newSuggestionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}
