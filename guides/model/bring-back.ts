import { updateYFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import { Fragment, Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { alignBlocks } from './comparison/compare-blocks.ts'
import { canonicalJson } from './content-hash.ts'
import { guidanceOf } from './guidance/guidance.ts'
import type { Chapter, Guide, NodeJson } from './guide.ts'
import {
  addChapter,
  bibliographyMap,
  chapterFragment,
  chaptersMap,
  deleteChapter,
  frontMatterMap,
  moveChapter,
  outline,
  picturesMap,
} from './guide-doc.ts'
import { draftSchema } from './suggestions/draft-schema.ts'
import { guideJson, settleFragment } from './suggestions/settle.ts'

// An earlier text comes back as a change of the living one. Blocks that are as they were are not
// touched, and of those that differ only the words that differ, so that comments and carets stay
// where they can, and who types in another paragraph notices nothing.

/**
 * Makes a chapter what it was. Open suggestions stay in blocks that do not change, and go with those
 * that do. A deleted chapter comes back.
 */
export function bringBackChapter(doc: Y.Doc, chapter: Chapter): void {
  if (!chaptersMap(doc).has(chapter.id)) addChapter(doc, chapter)
  const entry = chaptersMap(doc).get(chapter.id)
  if (!entry) throw new RangeError(`The chapter ${chapter.id} was not added`)
  if (entry.get('deletedAt')) entry.delete('deletedAt')
  if (entry.get('title') !== chapter.title) entry.set('title', chapter.title)
  if ((entry.get('lang') ?? null) !== chapter.lang) entry.set('lang', chapter.lang)
  bringBackBlocks(doc, chapterFragment(doc, chapter.id), chapter.content.content ?? [])
}

/** Makes the whole guide what it was, but for its address, its comments and what is suggested. */
export function bringBackGuide(doc: Y.Doc, guide: Guide, now: Date): void {
  const { slug: _address, ...frontMatter } = guide.frontMatter
  setEntries(frontMatterMap(doc), Object.entries(frontMatter))
  setEntries(
    bibliographyMap(doc),
    guide.bibliography.map((item) => [item.id, item]),
  )
  removeOthers(bibliographyMap(doc), new Set(guide.bibliography.map(({ id }) => id)))
  setEntries(picturesMap(doc), Object.entries(guide.pictures))
  removeOthers(picturesMap(doc), new Set(Object.keys(guide.pictures)))
  const wanted = guide.chapters.map(({ id }) => id)
  for (const { id } of outline(doc)) if (!wanted.includes(id)) deleteChapter(doc, id, now)
  for (const chapter of guide.chapters) bringBackChapter(doc, chapter)
  for (const [index, id] of wanted.entries())
    if (outline(doc)[index]?.id !== id) moveChapter(doc, id, index)
}

function setEntries<Value>(map: Y.Map<Value>, entries: Iterable<[string, Value]>): void {
  for (const [key, value] of entries)
    if (canonicalJson(map.get(key)) !== canonicalJson(value)) map.set(key, value)
}

function removeOthers<Value>(map: Y.Map<Value>, kept: ReadonlySet<string>): void {
  for (const key of [...map.keys()]) if (!kept.has(key)) map.delete(key)
}

function bringBackBlocks(doc: Y.Doc, fragment: Y.XmlFragment, wanted: readonly NodeJson[]): void {
  const standing = (yXmlFragmentToProsemirrorJSON(fragment) as NodeJson).content ?? []
  // Blocks that a suggestion brought are not in any earlier text: they stay, to be answered.
  const settled = standing.map(settledBlock)
  const steps = alignBlocks(
    settled.filter((block) => block !== null),
    wanted,
  )
  let index = 0
  let at = 0
  const passSuggested = () => {
    while (index < settled.length && settled[index] === null) {
      index++
      at++
    }
  }
  for (const { old, fresh, same } of steps) {
    if (old) {
      passSuggested()
      index++
    }
    if (same) at++
    else if (old && fresh) {
      fill(doc, fragment.get(at), fresh)
      at++
    } else if (old) fragment.delete(at, 1)
    else {
      fragment.insert(at, [new Y.XmlElement(fresh.type)])
      fill(doc, fragment.get(at), fresh)
      at++
    }
  }
}

/** Null where a suggestion brought it, or where guidance waits for words; what does not fit is as it is written, and so differs. */
function settledBlock(json: NodeJson): NodeJson | null {
  try {
    const block = settleFragment(Fragment.from(Node.fromJSON(draftSchema, json)), () => 'reject')
    const first = block.firstChild
    return first && guidanceOf(first) === null ? guideJson(first) : null
  } catch (error) {
    if (error instanceof RangeError) return json
    throw error
  }
}

function fill(doc: Y.Doc, element: unknown, json: NodeJson): void {
  if (!(element instanceof Y.XmlElement)) throw new RangeError(`No block: ${String(element)}`)
  updateYFragment(doc, element, Node.fromJSON(draftSchema, json), {
    mapping: new Map(),
    isOMark: new Map(),
  })
}
