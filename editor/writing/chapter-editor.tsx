import {
  chapterFragment,
  directionOf,
  guidanceOf,
  guideFromDoc,
  idOfNode,
  picturesMap,
  type Writer,
  walkGuide,
} from '@charrette/guides'
import { Extension } from '@tiptap/core'
import CollaborationCaret from '@tiptap/extension-collaboration-caret'
import { Dropcursor, Placeholder } from '@tiptap/extensions'
import { tableEditing } from '@tiptap/pm/tables'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import type { Doc } from 'yjs'
import type { CommentDesk } from '../comments/comment-desk.ts'
import { commentMarks } from '../comments/comment-marks.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { ChapterBinding } from '../document/chapter-binding.ts'
import { schemaExtensions } from '../document/extension-from-spec.ts'
import { freePath, uploadPicture } from '../document/upload-picture.ts'
import { findMarks } from '../finding/find-marks.ts'
import type { Finding } from '../finding/finding.ts'
import { undoReplacements } from '../finding/replacements.ts'
import { guidanceMarks } from '../guidance/guidance-marks.ts'
import { useWords, words } from '../messages/index.ts'
import { withNodeViews } from '../nodes/node-views.tsx'
import { pasteCleaning } from '../paste/paste-cleaning.ts'
import { saidOnce } from '../presence/said-once.ts'
import { suggesting } from '../suggestions/suggesting.ts'
import type { SuggestionDesk } from '../suggestions/suggestion-desk.ts'
import { type Asking, BubbleMenu } from './bubble-menu.tsx'
import { currentSelection } from './current-selection.ts'
import { editingKeys } from './editing-keys.ts'
import { inputShortcuts } from './input-shortcuts.ts'
import { pasteIds } from './paste-ids.ts'
import { pasteLimit } from './paste-limit.ts'
import { pictureDrop } from './picture-drop.ts'
import { PromptFocus } from './prompt-focus.ts'
import { SlashMenu } from './slash-menu.tsx'
import { Toolbar } from './toolbar.tsx'

/** The text of one chapter: the only part of the guide that is bound to an editor. */
export function ChapterEditor({
  connection,
  guideSlug,
  chapterId,
  lang,
  mayType,
  desk,
  suggestions,
  finding,
  me,
}: {
  connection: GuideConnection
  guideSlug: string
  chapterId: string
  lang: string
  mayType: boolean
  desk: CommentDesk
  suggestions: SuggestionDesk
  finding: Finding
  me: Writer
}) {
  const say = useWords().writing
  const [refusal, setRefusal] = useState('')
  const [asking, ask] = useState<Asking>(null)
  const langNow = useRef(lang)
  langNow.current = lang
  const editor = useEditor(
    {
      editable: mayType,
      // Not left out: TipTap would begin from an empty string, and read it as markup, which Trusted
      // Types refuse. The text itself comes from the shared document.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      injectCSS: false,
      // React draws the toolbar from selectors; the text itself is ProseMirror's alone.
      shouldRerenderOnTransaction: false,
      extensions: [
        ...withNodeViews(schemaExtensions(), { doc: connection.doc, guideSlug }),
        ChapterBinding.configure({ fragment: chapterFragment(connection.doc, chapterId) }),
        CollaborationCaret.configure({
          provider: {
            awareness: saidOnce(connection.provider.awareness, connection.afterFrame),
          },
          user: connection.provider.awareness.getLocalState()?.user ?? {},
          render: caret,
        }),
        Placeholder.configure({
          placeholder: ({ editor: current, node }) =>
            node.type.name === 'heading'
              ? say.heading
              : current.isEmpty && guidanceOf(node) === null
                ? say.writeHere
                : '',
        }),
        PromptFocus,
        suggesting(connection.doc, me, suggestions),
        undoReplacements(finding.replacements),
        Dropcursor.configure({ class: 'drop-cursor' }),
        Extension.create({
          name: 'writing',
          priority: 1000,
          addProseMirrorPlugins() {
            return [
              currentSelection(),
              editingKeys(() => ask('link')),
              inputShortcuts(this.editor.schema),
              tableEditing(),
              pasteLimit(setRefusal),
              pasteCleaning(this.editor.schema, {
                lang: () => langNow.current,
                reservePath: reservedPaths(connection.doc),
                upload: async (file, path) => {
                  await uploadPicture(connection.doc, guideSlug, file, path)
                },
                tell: setRefusal,
              }),
              commentMarks(connection.doc, chapterId, desk),
              findMarks(chapterId, finding),
              guidanceMarks(),
              pictureDrop((file) => uploadPicture(connection.doc, guideSlug, file), setRefusal),
              pasteIds((id) => idsOf(connection.doc).has(id)),
            ]
          },
        }),
      ],
      editorProps: { attributes: attributesIn(lang) },
    },
    [connection, chapterId],
  )
  // The language may change while one writes: the browser checks spelling by it.
  useEffect(() => {
    editor?.setOptions({ editorProps: { attributes: attributesIn(lang) } })
  }, [editor, lang])
  if (!editor) return null
  return (
    <>
      {mayType ? (
        <Toolbar
          editor={editor}
          ask={ask}
          suggestions={suggestions}
          finding={finding}
          later={connection.afterFrame}
        />
      ) : null}
      {refusal ? (
        <p className="problem" role="alert">
          {refusal}{' '}
          <button type="button" className="link-button" onClick={() => setRefusal('')}>
            {words().dismiss}
          </button>
        </p>
      ) : null}
      <EditorContent editor={editor} />
      {mayType ? (
        <>
          <BubbleMenu editor={editor} asking={asking} ask={ask} onComment={() => desk.begin()} />
          <SlashMenu editor={editor} />
        </>
      ) : null}
    </>
  )
}

const attributesIn = (lang: string): Record<string, string> => ({
  class: 'text',
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': words().writing.chapterText,
  lang,
  dir: directionOf(lang),
  spellcheck: 'true',
})

/** Paths for pictures that are on their way to the server, each given once. */
function reservedPaths(doc: Doc): (fileName: string) => string {
  const reserved = new Set<string>()
  return (fileName) => {
    const path = freePath(fileName, (one) => reserved.has(one) || picturesMap(doc).has(one))
    reserved.add(path)
    return path
  }
}

/** Every id that something in the guide has now. */
function idsOf(doc: Doc): Set<string> {
  return new Set(
    [...walkGuide(guideFromDoc(doc))].map(({ node }) => idOfNode(node)).filter((id) => id !== null),
  )
}

/** How long an author's name stands above their caret, in milliseconds. */
const NAME_SHOWN = 3500

/** Another author's caret, with their name and city. */
function caret(user: Record<string, string>): HTMLElement {
  const mark = document.createElement('span')
  mark.className = 'caret'
  if (user.accountId) mark.dataset.account = user.accountId
  // Set as a property, not as an attribute: the content security policy allows no inline styles.
  mark.style.setProperty('--caret', user.color ?? '#4d5566')
  const label = document.createElement('span')
  label.className = 'caret-label'
  label.textContent = user.city ? `${user.name}, ${user.city}` : (user.name ?? '')
  // A name covers what it stands above. By a timer: an animation has the page drawn at every frame until it ends.
  setTimeout(() => label.classList.add('caret-label-at-rest'), NAME_SHOWN)
  mark.append(label)
  return mark
}
