import {
  addChapter,
  chapterFragment,
  deleteChapter,
  frontMatterMap,
  moveChapter,
  type NodeJson,
  outline,
  renameChapter,
  restoreChapter,
  schema,
} from '@charrette/guides'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { type Mark, type Node, Slice } from 'prosemirror-model'
import { canJoin, canSplit, Transform } from 'prosemirror-transform'
import type * as Y from 'yjs'
import type { Random } from './random.ts'

/** The texts that are pasted from. */
export type Clipboard = readonly NodeJson[]

/** One edit as an author makes it: mostly in a chapter's text, now and then of the outline. */
export function editAtRandom(doc: Y.Doc, random: Random, clipboard: Clipboard): void {
  const chapters = outline(doc)
  const [first] = chapters
  if (!first || random.chance(0.08)) {
    editOutline(doc, random)
    return
  }
  editChapter(doc, random.pick(chapters).id, random, clipboard)
}

/** Reads a chapter as an editor does, which mends what two valid edits made invalid together. */
export function readChapter(doc: Y.Doc, id: string): Node {
  return initProseMirrorDoc(chapterFragment(doc, id), schema).doc
}

function editOutline(doc: Y.Doc, random: Random): void {
  const chapters = outline(doc)
  if (chapters.length < 2 || random.chance(0.2)) {
    addChapter(doc, { id: `c${random.between(0, 1e6).toString(36)}`, title: 'New' })
    return
  }
  const { id } = random.pick(chapters)
  switch (random.between(0, 3)) {
    case 0:
      renameChapter(doc, id, `Title ${random.between(0, 99)}`)
      return
    case 1:
      moveChapter(doc, id, random.between(0, chapters.length - 1))
      return
    case 2:
      deleteChapter(doc, id, new Date(0))
      if (random.chance(0.5)) restoreChapter(doc, id)
      return
    default:
      frontMatterMap(doc).set('title', `A guide ${random.between(0, 99)}`)
  }
}

function editChapter(doc: Y.Doc, id: string, random: Random, clipboard: Clipboard): void {
  const fragment = chapterFragment(doc, id)
  const { doc: before, meta } = initProseMirrorDoc(fragment, schema)
  const change = new Transform(before)
  for (let steps = random.between(1, 2); steps > 0; steps--)
    try {
      random.pick(edits)(change, random, clipboard)
      change.doc.check()
    } catch (error) {
      // Not every edit is possible at every place: an editor would not offer it there.
      if (!(error instanceof Error && /RangeError|TransformError/.test(error.name))) throw error
      if (isSound(change.doc)) continue
      return
    }
  if (change.docChanged)
    doc.transact(() => updateYFragment(doc, fragment, change.doc, meta), 'an author')
}

function isSound(node: Node): boolean {
  try {
    node.check()
    return true
  } catch {
    return false
  }
}

type Edit = (change: Transform, random: Random, clipboard: Clipboard) => void

const typeText: Edit = (change, random) => {
  const at = placeInText(change.doc, random)
  if (at !== null) change.insert(at, schema.text(random.pick(['a', 'word ', '字', '👩🏽‍🚀', '. '])))
}
const deleteRange: Edit = (change, random) => {
  const [from, to] = range(change.doc, random)
  change.deleteRange(from, to)
}
const mark: Edit = (change, random) => {
  const [from, to] = range(change.doc, random)
  if (random.chance(0.3)) change.removeMark(from, to)
  else change.addMark(from, to, someMark(random))
}
const splitBlock: Edit = (change, random) => {
  const at = placeInText(change.doc, random)
  if (at !== null && canSplit(change.doc, at)) change.split(at)
}
const joinBlocks: Edit = (change, random) => {
  const at = random.between(0, change.doc.content.size)
  if (canJoin(change.doc, at)) change.join(at)
}
const paste: Edit = (change, random, clipboard) => {
  const source = schema.nodeFromJSON(random.pick(clipboard))
  const [from, to] = range(source, random)
  const [start, end] = range(change.doc, random)
  change.replaceRange(start, random.chance(0.5) ? start : end, source.slice(from, to))
}
const insertBlocks: Edit = (change, random, clipboard) => {
  const source = schema.nodeFromJSON(random.pick(clipboard))
  change.replaceRange(0, 0, new Slice(source.content, 0, 0))
}
const turnInto: Edit = (change, random) => {
  const [from, to] = range(change.doc, random)
  const { heading, paragraph } = schema.nodes
  if (!heading || !paragraph) return
  if (random.chance(0.5)) change.setBlockType(from, to, heading, { level: random.between(2, 4) })
  else change.setBlockType(from, to, paragraph)
}

const edits: Edit[] = [
  typeText,
  typeText,
  typeText,
  typeText,
  deleteRange,
  mark,
  splitBlock,
  joinBlocks,
  paste,
  insertBlocks,
  turnInto,
]

function placeInText(doc: Node, random: Random): number | null {
  const places: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock)
      places.push(wholeCharacter(doc, at + 1 + random.between(0, node.content.size)))
  })
  return places.length > 0 ? random.pick(places) : null
}

function range(doc: Node, random: Random): [number, number] {
  const from = random.between(0, doc.content.size)
  const to = Math.min(doc.content.size, from + random.between(0, 12))
  return [wholeCharacter(doc, from), wholeCharacter(doc, to)]
}

/** No editor puts a caret into the middle of a character of two code units. */
function wholeCharacter(doc: Node, at: number): number {
  if (at < 1 || at >= doc.content.size) return at
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(doc.textBetween(at - 1, at + 1)) ? at + 1 : at
}

function someMark(random: Random): Mark {
  return schema.mark(
    ...random.pick<[string, Record<string, unknown>?]>([
      ['strong'],
      ['emphasis'],
      ['superscript'],
      ['code'],
      ['link', { href: 'https://example.org/' }],
      ['language', { lang: 'es' }],
    ]),
  )
}
