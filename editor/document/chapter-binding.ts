import Collaboration from '@tiptap/extension-collaboration'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { type EditorState, type Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  findAbsolutePositionAfterStructuralChange,
  initProseMirrorDoc,
  isMisresolvedAfterStructuralChange,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { turnInto } from './turn-into.ts'

/**
 * Binds a text to a shared chapter, so that what others change is drawn and the rest stays as it is.
 *
 * y-tiptap makes the whole chapter anew at each change from outside and puts it in the old one's place:
 * every block is compared, every decoration lost, the caret's place on the page measured. With ten others
 * typing that was most of what a key press waited for (docs/performance.md).
 */
export const ChapterBinding = Collaboration.extend({
  addProseMirrorPlugins() {
    const plugins: Plugin[] = this.parent?.() ?? []
    for (const { spec } of plugins) {
      const { view } = spec
      if (spec.key !== ySyncPluginKey || !view) continue
      spec.view = (editorView: EditorView) => {
        drawOnlyChanges(ySyncPluginKey.getState(editorView.state).binding)
        return view(editorView)
      }
    }
    return plugins
  },
})

/** Has a binding that is not in use yet draw only what has changed. */
export function drawOnlyChanges(binding: ProsemirrorBinding): void {
  const wholly = binding._observeFunction
  binding._observeFunction = (events: Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction) => {
    const { prosemirrorView: view } = binding
    const { snapshot, prevSnapshot } = view ? ySyncPluginKey.getState(view.state) : {}
    // An undo puts the caret where it was, and a past state is shown whole: as y-tiptap does it.
    if (!view || snapshot || prevSnapshot || transaction.origin instanceof Y.UndoManager)
      wholly(events, transaction)
    else binding.mux(() => draw(binding, events, transaction))
  }
}

function draw(
  binding: ProsemirrorBinding,
  events: Y.YEvent<Y.XmlFragment>[],
  transaction: Y.Transaction,
): void {
  const view: EditorView = binding.prosemirrorView
  forgetChanged(binding, transaction)
  const { doc, storedMarks } = view.state
  const tr = turned(view.state, doc.copy(Fragment.fromArray(nodesOf(binding, view))))
  realign(binding.mapping, binding.type, tr.doc)
  const isStructural = events.some(({ target }) => !(target instanceof Y.XmlText))
  keepSelection(tr, binding, isStructural ? doc : null)
  // What one has chosen to write in next, strong say, is not lost to a letter of somebody else.
  if (storedMarks) tr.setStoredMarks(storedMarks)
  tr.setMeta('addToHistory', false)
  tr.setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation: false })
  view.dispatch(tr)
}

/** Takes from the mapping what has changed, and all that it stands in. */
function forgetChanged({ mapping }: ProsemirrorBinding, transaction: Y.Transaction): void {
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentType)
      mapping.delete(struct.content.type)
  })
  for (const type of transaction.changed.keys()) mapping.delete(type)
  for (const type of transaction.changedParentTypes.keys()) mapping.delete(type)
}

/** The chapter's blocks, those that have changed made anew. */
function nodesOf({ mapping, type }: ProsemirrorBinding, view: EditorView): Node[] {
  const { schema } = view.state
  return type.toArray().flatMap((block) => {
    const known = mapping.get(block)
    if (known) return known
    // y-tiptap makes nodes of a fragment's children, and asks nothing else of it.
    const made = initProseMirrorDoc({ toArray: () => [block] } as unknown as Y.XmlFragment, schema)
    for (const [part, node] of made.mapping) mapping.set(part, node)
    // None where it could not be a block: it was deleted then.
    return [...made.doc.children]
  })
}

/** A transaction that turns the text into another, by small steps where there are such. */
function turned(state: EditorState, wanted: Node): Transaction {
  const tr = state.tr
  return turnInto(tr, wanted)
    ? tr
    : state.tr.replace(0, state.doc.content.size, new Slice(wanted.content, 0, 0))
}

/** Maps the shared types to the nodes that stand in the text, of which steps have made some anew. */
function realign(
  mapping: ProsemirrorBinding['mapping'],
  type: Y.XmlFragment | Y.XmlElement,
  node: Node,
): void {
  const elements = type.toArray().filter((child) => child instanceof Y.XmlElement)
  const nodes = node.children.filter((child) => !child.isText)
  for (const [index, element] of elements.entries()) {
    const child = nodes[index]
    if (!child || mapping.get(element) === child) continue
    mapping.set(element, child)
    realign(mapping, element, child)
  }
}

/**
 * Steps carry the selection along, but do not tell one letter from its like: where exactly it was, the
 * shared document knows.
 *
 * @param before the text as it was, where blocks came or went: a block that was moved was taken out and
 * put in, and y-tiptap finds it again.
 */
function keepSelection(
  tr: Transaction,
  { beforeTransactionSelection: was, doc, type, mapping }: ProsemirrorBinding,
  before: Node | null,
): void {
  if (was?.type !== 'text') return
  const place = (relative: Y.RelativePosition | null, old: number): number | null => {
    const now = relative ? relativePositionToAbsolutePosition(doc, type, relative, mapping) : null
    if (!before) return now
    const isLost =
      now === null ||
      (old > 1 && now <= 1) ||
      isMisresolvedAfterStructuralChange(before, tr.doc, old, now)
    return isLost ? (findAbsolutePositionAfterStructuralChange(before, tr.doc, old) ?? now) : now
  }
  const [anchor, head] = [place(was.anchor, was.absAnchor), place(was.head, was.absHead)]
  const [from, to] = [anchor ?? head, head ?? anchor]
  if (from === null || to === null) return
  const { selection } = tr
  if (selection instanceof TextSelection && selection.anchor === from && selection.head === to)
    return
  tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
}
