import { chapterFragment, SCHEMA_VERSION } from '@charrette/guides'
import { Editor } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { schemaExtensions } from '../../../editor/document/extension-from-spec.ts'

// The least page that shows and shares a chapter: the guide's nodes and marks, TipTap, its binding to
// Yjs, the stock client. No toolbar, no panels, nothing kept on the device.

const [, slug = '', chapterId = ''] = location.hash.split('/')
const doc = new Y.Doc()
const provider = new WebsocketProvider(`ws://${location.host}/sync`, slug, doc, {
  params: { schema: String(SCHEMA_VERSION) },
  disableBc: true,
})
provider.once('sync', () => {
  new Editor({
    element: document.getElementById('root'),
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    extensions: [
      ...schemaExtensions(),
      Collaboration.configure({ fragment: chapterFragment(doc, chapterId) }),
    ],
    editorProps: { attributes: { 'aria-label': 'Chapter text', role: 'textbox' } },
  })
})
