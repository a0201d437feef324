import { Node } from 'prosemirror-model'
import { pictureFaults } from '../folder/picture-faults.ts'
import { readPicture } from '../folder/read-picture.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import { suggestionsOf } from '../suggestions/settle.ts'
import { blocksFromFlow } from './blocks-from-flow.ts'
import { flowFromWord } from './flow-from-word.ts'
import type { ImportedComment, ImportedWord, TrackedChange } from './imported-word.ts'
import type { Loss } from './losses.ts'
import { attributeOf, elementsOf, type MarkedParts, markChanges, readXml } from './mark-changes.ts'
import { readNumbering } from './numbering.ts'
import { damaged, openContainer } from './open-container.ts'
import { readComments } from './read-comments.ts'
import { findingsOf, type PicturesByPath, type Reading } from './reading.ts'
import { type CommentPlace, settleChapter } from './settle-chapter.ts'
import { type SplitOptions, splitChapters } from './split-chapters.ts'
import {
  readWordDocument,
  type WordBlock,
  type WordDocument,
  type WordImage,
} from './word-document.ts'
import { WordRefusal } from './word-refusal.ts'

/**
 * Reads a Word document (.docx) as chapters of a guide: headings, lists, tables, pictures, notes,
 * links, comments, and tracked changes as suggestions. What was not carried over as it was is a
 * finding each, so that nothing is lost without a word.
 *
 * A hostile file can take long: whoever serves others calls it in a process or thread of its own.
 *
 * @param bytes the file.
 * @throws {WordRefusal} where nothing can be read from it.
 */
export async function importWord(bytes: Uint8Array, options: SplitOptions): Promise<ImportedWord> {
  const parts = openContainer(bytes)
  try {
    return await readParts(parts, options)
  } catch (error) {
    if (error instanceof WordRefusal) throw error
    throw new WordRefusal('word-damaged', damaged, { cause: error })
  }
}

async function readParts(
  parts: ReadonlyMap<string, Uint8Array>,
  options: SplitOptions,
): Promise<ImportedWord> {
  const marked = markChanges(parts)
  const { document, unknown } = await readWordDocument(marked.parts)
  const { byPath, byImage } = await readPictures(document)
  const reading = newReading(document, marked, byImage, parts)
  const blocks = blocksFromFlow(flowFromWord(document.children, reading), reading)
  notePassedOver(marked, parts, reading)
  for (const name of unknown) reading.lost('word-unknown', name)
  const { title, subtitle, chapters } = splitChapters(blocks, reading, options)
  const settled = chapters.map(({ blocks, ...chapter }) => ({
    ...chapter,
    ...settleChapter(blocks),
  }))
  const used = new Set(settled.flatMap(({ content }) => suggestionsIn(content)))
  const comments = threadsOf(parts, settled, reading)
  return {
    title,
    subtitle,
    chapters: settled.map(({ title, content }) => ({ title, content })),
    pictures: byPath,
    changes: new Map<string, TrackedChange>([...marked.changes].filter(([id]) => used.has(id))),
    comments,
    findings: findingsOf(reading),
    properties: readProperties(parts.get('docProps/custom.xml')),
  }
}

function newReading(
  document: WordDocument,
  { markers }: MarkedParts,
  pictures: ReadonlyMap<WordImage, string>,
  parts: ReadonlyMap<string, Uint8Array>,
): Reading {
  const reading: Reading = {
    notes: document.notes,
    markers,
    pictures,
    numbering: readNumbering(parts.get('word/numbering.xml')),
    openComments: new Set(),
    seenComments: new Set(),
    inserted: null,
    deleted: null,
    formatting: null,
    chapterTitle: '',
    losses: [],
    lost: (loss, quote) => {
      reading.losses.push({ loss, quote, chapterTitle: reading.chapterTitle })
    },
  }
  return reading
}

async function readPictures(
  document: WordDocument,
): Promise<{ byPath: PicturesByPath; byImage: Map<WordImage, string> }> {
  const byPath: PicturesByPath = new Map()
  const byImage = new Map<WordImage, string>()
  for (const image of imagesIn(document.children)) {
    // A picture that lies beside the file, or whose part is missing, is one that cannot be read.
    const bytes = await image.readAsBuffer().catch(() => null)
    const picture = bytes && (await readPicture(new Uint8Array(bytes)))
    if (!bytes || !picture || pictureFaults('', bytes, picture).length > 0) continue
    const path = `pictures/${picture.sha256.slice(0, 16)}.${endings[picture.mediaType]}`
    byPath.set(path, { picture, bytes: new Uint8Array(bytes) })
    byImage.set(image, path)
  }
  return { byPath, byImage }
}

const endings = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
} as const

function* imagesIn(blocks: readonly WordBlock[]): Generator<WordImage> {
  const stack: { children?: readonly unknown[]; type: string }[] = [...blocks]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'image') yield node as unknown as WordImage
    stack.push(...((node.children ?? []) as typeof stack))
  }
}

const passedOver: Record<string, Loss> = {
  equation: 'word-equation',
  chart: 'word-chart',
  drawing: 'word-drawing',
  embedded: 'word-embedded',
  hidden: 'word-hidden',
  'cell-change': 'word-cell-change',
  'table-head': 'word-table-head',
}

function notePassedOver(
  { passedOver: found }: MarkedParts,
  parts: ReadonlyMap<string, Uint8Array>,
  reading: Reading,
): void {
  reading.chapterTitle = ''
  for (const [what, quotes] of found) {
    const loss = passedOver[what]
    if (loss) for (const quote of quotes) reading.lost(loss, quote)
  }
  const running = [...parts]
    .filter(([path]) => /^word\/(?:header|footer)\d*\.xml$/.test(path))
    .map(([, bytes]) => (readXml(bytes).documentElement?.textContent ?? '').trim())
    .filter((words) => /\p{L}/u.test(words))
  if (running[0]) reading.lost('word-running-heads', running[0])
}

function suggestionsIn(content: unknown): string[] {
  const ids: string[] = []
  Node.fromJSON(draftSchema, content).descendants((node) => {
    ids.push(...suggestionsOf(node))
  })
  return ids
}

function threadsOf(
  parts: ReadonlyMap<string, Uint8Array>,
  chapters: readonly { comments: string[]; content: unknown; places: Map<string, CommentPlace> }[],
  reading: Reading,
): ImportedComment[] {
  const all = readComments(parts).filter(({ message }) => message.body)
  const replies = (id: string): typeof all =>
    all.filter(({ parent }) => parent === id).flatMap((reply) => [reply, ...replies(reply.id)])
  return all
    .filter(({ parent }) => parent === null)
    .map((comment) => {
      const inWords = chapters.findIndex(({ places }) => places.has(comment.id))
      const inTitle = chapters.findIndex(({ comments }) => comments.includes(comment.id))
      const chapter = inWords >= 0 ? inWords : Math.max(0, inTitle)
      const place = chapters[chapter]?.places.get(comment.id) ?? { from: 0, to: 0 }
      if (inWords < 0 && inTitle < 0) reading.lost('word-comment-lost', comment.message.body)
      return {
        chapter,
        ...place,
        quote: quoteBetween(chapters[chapter]?.content, place),
        resolved: comment.resolved,
        messages: [comment, ...replies(comment.id)].map(({ message }) => message),
      }
    })
}

const quoteBetween = (content: unknown, { from, to }: CommentPlace): string =>
  to > from ? Node.fromJSON(draftSchema, content).textBetween(from, to, ' ') : ''

/** What programs note beside the text, by name. */
function readProperties(bytes: Uint8Array | undefined): Map<string, string> {
  const root = bytes ? readXml(bytes).documentElement : null
  return new Map(
    (root ? elementsOf(root) : []).map((element) => [
      attributeOf(element, 'name') ?? '',
      (element.textContent ?? '').trim(),
    ]),
  )
}
