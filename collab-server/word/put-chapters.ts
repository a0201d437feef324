import {
  addChapter,
  addReply,
  addThread,
  anchorAt,
  chapterFragment,
  chaptersMap,
  draftSchema,
  MAX_COMMENT,
  picturesMap,
  resolveThread,
  signSuggestion,
  type Writer,
} from '@charrette/guides'
import { freeChapterId, type ImportedComment, type ImportedWord } from '@charrette/guides/word'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { Node } from 'prosemirror-model'
import type * as Y from 'yjs'

/**
 * Writes an imported document's chapters at a guide's end, with its pictures, its tracked changes as
 * suggestions and its comments, all in the name of who brings it in.
 *
 * @returns the new chapters, in order.
 */
export function putChapters(
  doc: Y.Doc,
  { chapters, pictures, changes, comments }: ImportedWord,
  by: Writer,
  now: Date,
): { id: string; title: string }[] {
  // Deleted chapters keep their ids.
  const taken = new Set(chaptersMap(doc).keys())
  return doc.transact(() => {
    for (const [path, { picture }] of pictures) picturesMap(doc).set(path, picture)
    for (const id of changes.keys()) signSuggestion(doc, id, by, now)
    const made = chapters.map(({ title, content }) => {
      const id = addChapter(doc, { id: freeChapterId(title, taken), title })
      const fragment = chapterFragment(doc, id)
      fragment.delete(0, fragment.length)
      prosemirrorToYXmlFragment(Node.fromJSON(draftSchema, content), fragment)
      return { id, title }
    })
    for (const comment of comments) {
      const chapterId = made[comment.chapter]?.id
      if (chapterId) putComment(doc, chapterId, comment, by, now)
    }
    return made
  })
}

function putComment(
  doc: Y.Doc,
  chapterId: string,
  { from, to, messages, resolved }: ImportedComment,
  by: Writer,
  now: Date,
): void {
  const anchor = anchorAt(doc, chapterId, { from, to })
  const [first, ...replies] = messages
  if (!anchor || !first) return
  const words = (message: ImportedComment['messages'][number]) => ({
    by,
    body: signed(message),
    mentions: [],
    now,
  })
  const threadId = addThread(doc, { ...words(first), anchor })
  // Written at one moment, they are ordered by their ids: a millisecond each keeps Word's order.
  for (const [index, reply] of replies.entries())
    addReply(doc, threadId, { ...words(reply), now: new Date(now.getTime() + index + 1) })
  if (resolved) resolveThread(doc, threadId, { resolved, by, now })
}

/** The words of a comment with who wrote them in Word: nobody's account can be held to that. */
export function signed({ author, at, body }: ImportedComment['messages'][number]): string {
  const day = at ? `, ${at.slice(0, 10)}` : ''
  const head = `${author || 'Somebody'} (in Word${day}): `
  return `${head}${body}`.slice(0, MAX_COMMENT)
}
