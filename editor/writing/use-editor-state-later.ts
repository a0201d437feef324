import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { AfterFrame } from '../connection/after-frame.ts'

/**
 * What a tool shows of the text and the selection, read after the frame that shows the change. TipTap's
 * own hook reads at every letter, before it is shown.
 */
export function useEditorStateLater<Value>(
  editor: Editor,
  later: Pick<AfterFrame, 'add'>,
  read: (editor: Editor) => Value,
): Value {
  const last = useRef<{ json: string; value: Value } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      const tell = () => later.add(listener)
      editor.on('transaction', tell)
      return () => {
        editor.off('transaction', tell)
      }
    },
    [editor, later],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = read(editor)
    const json = JSON.stringify(value)
    if (last.current?.json === json) return last.current.value
    last.current = { json, value }
    return value
  })
}
