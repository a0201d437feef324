import type { Match } from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Finding } from './finding.ts'

const key = new PluginKey<DecorationSet>('find-marks')

/** So many are marked, around the one that one is at: a letter alone is found by the thousand. */
const MARKED = 500

/** Shows in the open chapter what was found, and brings the place that one is at into view. */
export function findMarks(chapterId: string, finding: Finding): Plugin<DecorationSet> {
  const currentHere = (): Match | null => {
    const { matches, current } = finding.state()
    const match = matches[current]
    return match?.chapterId === chapterId ? match : null
  }
  function drawn(text: Node): DecorationSet {
    const { matches, current } = finding.state()
    const decorations: Decoration[] = []
    for (const match of matches.slice(Math.max(0, current - MARKED), current + MARKED)) {
      if (match.chapterId !== chapterId || match.kind === 'title') continue
      // The text may have changed since it was searched: it soon is again.
      if (match.to > text.content.size) continue
      const attrs = { class: match === matches[current] ? 'found found-current' : 'found' }
      if (match.kind === 'text') decorations.push(Decoration.inline(match.from, match.to, attrs))
      else if (text.nodeAt(match.from)?.nodeSize === match.to - match.from)
        decorations.push(Decoration.node(match.from, match.to, attrs))
    }
    return DecorationSet.create(text, decorations)
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, marks) {
        if (tr.getMeta(key)) return drawn(tr.doc)
        return tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      let { matches, current } = finding.state()
      let shown: Match | null = null
      const refresh = () => {
        if (view.isDestroyed) return
        view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
        const match = currentHere()
        if (match && !sameMatch(match, shown)) bringIntoView(view, match)
        shown = match
      }
      // Not within React's drawing, nor within the transaction that replaced something.
      const later = () => queueMicrotask(refresh)
      const stop = finding.onChange(() => {
        const next = finding.state()
        if (next.matches === matches && next.current === current) return
        ;({ matches, current } = next)
        later()
      })
      const take = () => {
        const match = currentHere()
        const { doc } = view.state
        if (match && match.kind !== 'title' && match.to <= doc.content.size) {
          const selection =
            match.kind === 'text'
              ? TextSelection.create(doc, match.from, match.to)
              : NodeSelection.create(doc, match.from)
          view.dispatch(view.state.tr.setSelection(selection))
        }
        view.focus()
      }
      const close = finding.in({
        caret: () => {
          // The key that opens the panel does not come to the text, which may not know yet where the
          // key before it put the caret: see currentSelection.
          view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
          return view.state.selection.from
        },
        take,
      })
      // A chapter that was opened to show a place in it.
      const frame = requestAnimationFrame(() => matches.length > 0 && refresh())
      return {
        destroy: () => {
          stop()
          close()
          cancelAnimationFrame(frame)
        },
      }
    },
  })
}

const sameMatch = (match: Match, other: Match | null): boolean =>
  JSON.stringify(match) === JSON.stringify(other)

function bringIntoView(view: EditorView, match: Match): void {
  if (match.kind === 'title') {
    view.dom.closest('article')?.scrollIntoView({ block: 'start' })
    return
  }
  if (match.to > view.state.doc.content.size) return
  const { node } =
    match.kind === 'text' ? view.domAtPos(match.from + 1) : { node: view.nodeDOM(match.from) }
  const element = node instanceof Element ? node : node?.parentElement
  element?.scrollIntoView({ block: 'center' })
}
