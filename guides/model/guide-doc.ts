import {
  initProseMirrorDoc,
  prosemirrorToYXmlFragment,
  yXmlFragmentToProsemirrorJSON,
} from '@tiptap/y-tiptap'
import { generateKeyBetween } from 'fractional-indexing'
import { Fragment, Mark, Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { withoutGuidance } from './guidance/guidance.ts'
import {
  type Chapter,
  type CslItem,
  frontMatterSchema,
  type Guide,
  type NodeJson,
  type Picture,
} from './guide.ts'
import { schema } from './schema.ts'
import { draftSchema } from './suggestions/draft-schema.ts'
import { guideJson, withoutSuggestions } from './suggestions/settle.ts'

// How a guide lies in its Y.Doc. One guide is one Y.Doc, so that a candidate is one state vector.
//
//   frontMatter   Y.Map   field -> JSON
//   chapters      Y.Map   chapter id -> Y.Map { title, lang, position, deletedAt }
//   chapter:<id>  Y.XmlFragment, the chapter's text
//   bibliography  Y.Map   key -> CSL-JSON item
//   pictures      Y.Map   path -> Picture
//   comments      Y.Map   comments and replies, see comments/comment.ts
//   suggestions   Y.Map   whose a suggestion is, see suggestions/
//
// Chapters are a map with fractional positions and not a Y.Array: moving an item of a Y.Array is a
// deletion and an insertion, and two authors who move the same chapter at once would double it.

export const frontMatterMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('frontMatter')
export const chaptersMap = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('chapters')
export const chapterFragment = (doc: Y.Doc, id: string): Y.XmlFragment =>
  doc.getXmlFragment(`chapter:${id}`)
export const bibliographyMap = (doc: Y.Doc): Y.Map<CslItem> => doc.getMap('bibliography')
export const picturesMap = (doc: Y.Doc): Y.Map<Picture> => doc.getMap('pictures')
export const commentsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('comments')

/** One line of a guide's outline. */
export interface OutlineEntry {
  id: string
  title: string
  lang: string | null
  /** A fractional index: entries are ordered by it, then by id. */
  position: string
}

/** The chapters in reading order, without the deleted ones. */
export function outline(doc: Y.Doc): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  for (const [id, entry] of chaptersMap(doc)) {
    if (entry.get('deletedAt')) continue
    entries.push({
      id,
      title: String(entry.get('title') ?? ''),
      lang: typeof entry.get('lang') === 'string' ? String(entry.get('lang')) : null,
      position: String(entry.get('position') ?? ''),
    })
  }
  return entries.sort((a, b) => compare(a.position, b.position) || compare(a.id, b.id))
}

/**
 * Adds an empty chapter after the one named, or at the end.
 *
 * @returns the new chapter's id.
 */
export function addChapter(
  doc: Y.Doc,
  { id = newChapterId(), title, after }: { id?: string; title: string; after?: string },
): string {
  const entries = outline(doc)
  const index = after === undefined ? entries.length : entries.findIndex((e) => e.id === after) + 1
  doc.transact(() => {
    chaptersMap(doc).set(
      id,
      new Y.Map<unknown>([
        ['title', title],
        ['lang', null],
        ['position', positionAt(entries, index)],
      ]),
    )
    chapterFragment(doc, id).insert(0, [new Y.XmlElement('paragraph')])
  })
  return id
}

export function renameChapter(doc: Y.Doc, id: string, title: string): void {
  entryOf(doc, id).set('title', title)
}

/** Says which language a chapter is in; null is the guide's. */
export function setChapterLanguage(doc: Y.Doc, id: string, lang: string | null): void {
  entryOf(doc, id).set('lang', lang)
}

/** Moves a chapter so that it stands at `index` in the outline. */
export function moveChapter(doc: Y.Doc, id: string, index: number): void {
  const others = outline(doc).filter((entry) => entry.id !== id)
  entryOf(doc, id).set('position', positionAt(others, index))
}

/** Takes a chapter out of the outline. Its text stays in the document, so that it can come back. */
export function deleteChapter(doc: Y.Doc, id: string, now: Date): void {
  entryOf(doc, id).set('deletedAt', now.toISOString())
}

export function restoreChapter(doc: Y.Doc, id: string): void {
  entryOf(doc, id).delete('deletedAt')
}

/** Lower-case letters and digits, beginning with a letter; unique enough for every guide. */
export function newChapterId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `c${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`
}

/** Puts a text in the place of a chapter's whole text, as a draft may hold it. */
export function writeChapterDraft(doc: Y.Doc, id: string, content: NodeJson): void {
  const fragment = chapterFragment(doc, id)
  fragment.delete(0, fragment.length)
  prosemirrorToYXmlFragment(Node.fromJSON(draftSchema, content), fragment)
}

/** Fills an empty Y.Doc with a guide. */
export function writeGuideToDoc(guide: Guide, doc: Y.Doc): void {
  doc.transact(() => {
    for (const [field, value] of Object.entries(guide.frontMatter))
      frontMatterMap(doc).set(field, value)
    let position: string | null = null
    for (const chapter of guide.chapters) {
      position = generateKeyBetween(position, null)
      chaptersMap(doc).set(
        chapter.id,
        new Y.Map<unknown>([
          ['title', chapter.title],
          ['lang', chapter.lang],
          ['position', position],
        ]),
      )
      prosemirrorToYXmlFragment(
        Node.fromJSON(schema, chapter.content),
        chapterFragment(doc, chapter.id),
      )
    }
    for (const item of guide.bibliography) bibliographyMap(doc).set(item.id, item)
    for (const [path, picture] of Object.entries(guide.pictures))
      picturesMap(doc).set(path, picture)
  })
}

/**
 * Reads the whole guide out of its Y.Doc.
 *
 * @throws {z.ZodError} where the front matter does not fit; {RangeError} where a chapter's text
 * does not fit the schema. The server lets neither in, so either is a broken invariant.
 */
export function guideFromDoc(doc: Y.Doc): Guide {
  return {
    frontMatter: frontMatterSchema.parse(frontMatterMap(doc).toJSON()),
    chapters: outline(doc).map(
      ({ id, title, lang }): Chapter => ({
        id,
        title,
        lang,
        content: chapterContent(doc, id),
      }),
    ),
    bibliography: [...bibliographyMap(doc).values()].sort((a, b) => compare(a.id, b.id)),
    pictures: picturesMap(doc).toJSON(),
  }
}

/**
 * One chapter's text as checked ProseMirror JSON, as if every open suggestion were rejected, and
 * without what guidance asked for and nobody wrote.
 *
 * Two edits that are each valid can merge into a text that is not: it is read as every editor
 * that opens the chapter will have mended it. The document is not changed.
 */
export function chapterContent(doc: Y.Doc, id: string): NodeJson {
  const node = guideNode(withAllowedMarks(Node.fromJSON(draftSchema, chapterJson(doc, id))))
  try {
    node.check()
    return node.toJSON() as NodeJson
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  const mended = guideNode(mendedDraft(doc, id))
  mended.check()
  return mended.toJSON() as NodeJson
}

/** One chapter's text as it is written, with its open suggestions; mended where it must be. */
export function chapterDraft(doc: Y.Doc, id: string): Node {
  const node = withAllowedMarks(Node.fromJSON(draftSchema, chapterJson(doc, id)))
  try {
    node.check()
    return node
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return mendedDraft(doc, id)
  }
}

function mendedDraft(doc: Y.Doc, id: string): Node {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const { doc: opened } = initProseMirrorDoc(chapterFragment(copy, id), draftSchema)
  return withAllowedMarks(Node.fromJSON(draftSchema, notEmpty(opened.toJSON())))
}

const guideNode = (draft: Node): Node =>
  Node.fromJSON(schema, guideJson(withoutGuidance(withoutSuggestions(draft))))

const chapterJson = (doc: Y.Doc, id: string): NodeJson =>
  notEmpty(yXmlFragmentToProsemirrorJSON(chapterFragment(doc, id)) as NodeJson)

const notEmpty = (json: NodeJson): NodeJson =>
  json.content && json.content.length > 0 ? json : { type: 'doc', content: [{ type: 'paragraph' }] }

/** Without the marks that another mark or the parent excludes: bold and code set on one word at once. */
function withAllowedMarks(node: Node): Node {
  if (node.isLeaf) return node
  const children: Node[] = []
  node.forEach((child) => {
    const marks = node.type
      .allowedMarks(child.marks)
      .reduce((set: readonly Mark[], mark) => mark.addToSet(set), Mark.none)
    children.push(withAllowedMarks(child).mark(marks))
  })
  return node.copy(Fragment.fromArray(children))
}

function entryOf(doc: Y.Doc, id: string): Y.Map<unknown> {
  const entry = chaptersMap(doc).get(id)
  if (!entry) throw new RangeError(`This guide has no chapter ${JSON.stringify(id)}`)
  return entry
}

function positionAt(entries: OutlineEntry[], index: number): string {
  // A chapter has none while the update that moves it has come in part.
  const before = entries[index - 1]?.position || null
  const after = entries[index]?.position || null
  // Two authors who add at the same place at once get equal positions; then the id decides, and
  // a third chapter cannot go between the two: it goes after both.
  const bound = after !== null && before !== null && after <= before ? null : after
  return generateKeyBetween(before, bound)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
