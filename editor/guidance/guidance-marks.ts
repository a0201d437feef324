import { guidanceOf } from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { words } from '../messages/index.ts'

const key = new PluginKey<DecorationSet>('guidance')

/**
 * Shows at empty paragraphs what the guide's template asks for there. It is gone as soon as something
 * is written, or dismissed: by its button, or by Backspace.
 */
export function guidanceMarks(): Plugin<DecorationSet> {
  /** @param except blocks in which nothing has changed. */
  function drawn(text: Node, except: ReadonlySet<Node>): Decoration[] {
    const decorations: Decoration[] = []
    text.forEach((block, offset) => {
      if (except.has(block)) return
      const note = (node: Node, pos: number) => {
        const words = guidanceOf(node)
        if (words === null) return
        decorations.push(
          Decoration.node(pos, pos + node.nodeSize, { class: 'guided' }),
          Decoration.widget(pos, (view, place) => instruction(view, place, words), {
            side: -1,
            key: `guidance ${words}`,
            ignoreSelection: true,
            stopEvent: () => true,
          }),
        )
      }
      note(block, offset)
      block.descendants((node, pos) => note(node, offset + 1 + pos))
    })
    return decorations
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => DecorationSet.create(doc, drawn(doc, new Set())),
      apply(tr, decorations, { doc: before }) {
        if (!tr.docChanged) return decorations
        const kept = new Set(before.children)
        const mapped = decorations.map(tr.mapping, tr.doc)
        const stale: Decoration[] = []
        tr.doc.forEach((block, offset) => {
          if (kept.has(block)) return
          const end = offset + block.nodeSize
          for (const one of mapped.find(offset, end))
            if (one.from >= offset && one.from < end) stale.push(one)
        })
        return mapped.remove(stale).add(tr.doc, drawn(tr.doc, kept))
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleKeyDown(view, event) {
        if (event.key !== 'Backspace' || !view.editable) return false
        const { $from, empty } = view.state.selection
        if (!empty || $from.depth === 0 || guidanceOf($from.parent) === null) return false
        dismiss(view, $from.before())
        return true
      },
    },
  })
}

function instruction(view: EditorView, place: () => number | undefined, asked: string) {
  const box = document.createElement('div')
  box.className = 'guidance'
  box.contentEditable = 'false'
  const text = document.createElement('p')
  text.textContent = asked
  box.append(text)
  if (!view.editable) return box
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'guidance-dismiss'
  button.textContent = words().dismiss
  button.setAttribute('aria-label', words().writing.dismissOne(asked))
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => {
    const pos = place()
    if (pos === undefined) return
    dismiss(view, pos)
    view.focus()
  })
  box.append(button)
  return box
}

function dismiss(view: EditorView, pos: number): void {
  view.dispatch(view.state.tr.setNodeAttribute(pos, 'guidance', null))
}
