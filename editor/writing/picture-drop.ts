import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { pictureTypes } from '../document/upload-picture.ts'
import { words } from '../messages/index.ts'

type Change = { add: object; at: number } | { remove: object }
const key = new PluginKey<DecorationSet>('picture-drop')

/**
 * Takes pictures that are pasted or dragged in: each is uploaded and becomes a figure. Where it
 * will stand is marked meanwhile, and the mark moves with what others write.
 *
 * @param upload resolves to the picture's path in the guide.
 * @param refuse told in words why a picture was not taken.
 */
export function pictureDrop(
  upload: (file: File) => Promise<string>,
  refuse: (words: string) => void,
): Plugin<DecorationSet> {
  async function take(view: EditorView, file: File, at: number) {
    const mark = {}
    const change = (meta: Change) => view.dispatch(view.state.tr.setMeta(key, meta))
    change({ add: mark, at })
    try {
      const src = await upload(file)
      if (view.isDestroyed) return
      const [place] = key.getState(view.state)?.find(undefined, undefined, isMark(mark)) ?? []
      const figure = view.state.schema.nodes.figure?.create({ src })
      const transaction = view.state.tr.setMeta(key, { remove: mark } satisfies Change)
      // No place: somebody deleted the passage that it was dropped into.
      if (figure) {
        const to = transaction.doc.resolve(place?.from ?? transaction.selection.from)
        const after = to.depth > 0 ? to.after(1) : to.pos
        transaction.insert(after, figure)
      }
      view.dispatch(transaction.scrollIntoView())
    } catch (error) {
      refuse(
        words().writing.notAdded(file.name, error instanceof Error ? error.message : String(error)),
      )
      if (!view.isDestroyed) change({ remove: mark })
    }
  }
  function takeAll(view: EditorView, data: DataTransfer | null, at: number): boolean {
    const files = [...(data?.files ?? [])]
    // Word puts a picture of copied text beside the text: then the text is what is meant.
    if (files.length === 0 || data?.getData('text/plain').trim()) return false
    for (const file of files) {
      if (pictureTypes.includes(file.type)) void take(view, file, at)
      else refuse(words().writing.noPicture(file.name))
    }
    return true
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, marks) {
        const mapped = marks.map(transaction.mapping, transaction.doc)
        const change = transaction.getMeta(key) as Change | undefined
        if (!change) return mapped
        if ('add' in change)
          return mapped.add(transaction.doc, [
            Decoration.widget(change.at, uploading, { mark: change.add }),
          ])
        return mapped.remove(mapped.find(undefined, undefined, isMark(change.remove)))
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handlePaste: (view, event) =>
        view.editable && takeAll(view, event.clipboardData, view.state.selection.from),
      handleDrop: (view, event, _slice, moved) => {
        if (moved || !view.editable) return false
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        return takeAll(view, event.dataTransfer, place?.pos ?? view.state.selection.from)
      },
    },
  })
}

const isMark = (mark: object) => (spec: { mark?: object }) => spec.mark === mark

function uploading(): HTMLElement {
  const mark = document.createElement('span')
  mark.className = 'uploading'
  mark.setAttribute('role', 'status')
  mark.textContent = words().writing.uploading
  return mark
}
