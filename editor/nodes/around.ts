import type { Editor } from '@tiptap/core'
import type { GuideAround } from './node-views.tsx'

/** The guide around a node, put there when its extension was made. */
export function aroundOf(editor: Editor, nodeName: string): GuideAround {
  const storage = (editor.storage as unknown as Record<string, { around?: GuideAround }>)[nodeName]
  if (!storage?.around) throw new Error(`The node ${nodeName} knows no guide`)
  return storage.around
}
