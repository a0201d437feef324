import { oneLine } from '../markdown/normal-form.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'

export interface ChapterPieces {
  title: string
  blocks: Piece[]
  /** Comments on words of the title. */
  comments: string[]
}

export interface SplitDocument {
  title: string
  subtitle: string
  chapters: ChapterPieces[]
}

/** How a document becomes chapters. */
export interface SplitOptions {
  /** What a chapter is called that has no heading: the file's name, say. */
  name: string
  /**
   * Whether one heading of the first level over several of the second is the guide's title: of a
   * whole guide it may be, of a chapter never.
   */
  asGuide: boolean
}

const levelOf = ({ attrs }: Piece): number => Number(attrs?.level ?? 2)

/** Cuts a document at the headings of its highest level, and sets the levels of the others. */
export function splitChapters(
  blocks: readonly Piece[],
  reading: Reading,
  { name, asGuide }: SplitOptions,
): SplitDocument {
  let title = titleOf(blocks, 'title')
  const subtitle = titleOf(blocks, 'subtitle')
  let body = blocks.filter(({ type }) => type !== 'title' && type !== 'subtitle')
  const levels = (): number[] => body.filter(({ type }) => type === 'heading').map(levelOf)
  const [first] = body
  const [top = 1, ...others] = [...levels()].sort((a, b) => a - b)
  const isTitle =
    asGuide &&
    !title &&
    first?.type === 'heading' &&
    levelOf(first) === top &&
    others[0] === top + 1
  if (isTitle && others.filter((level) => level === top + 1).length > 1) {
    title = wordsOf(first.content ?? []).trim()
    body = body.slice(1)
  }
  const cut = Math.min(...levels())
  const chapters: ChapterPieces[] = []
  let open: ChapterPieces | null = null
  for (const block of body) {
    if (block.type === 'heading' && levelOf(block) === cut) {
      open = chapterFrom(block, reading)
      chapters.push(open)
      continue
    }
    if (!open) {
      open = {
        title: title && levels().length > 0 ? 'Introduction' : title || name,
        blocks: [],
        comments: [],
      }
      if (levels().length > 0) reading.lost('word-opening', wordsOf([block]))
      chapters.push(open)
    }
    open.blocks.push(...settled(block, cut, open.title, reading))
  }
  return {
    title: oneLine(title),
    subtitle: oneLine(subtitle),
    chapters: chapters.map((chapter) => ({
      ...chapter,
      blocks: withoutOuterBreaks(chapter.blocks),
    })),
  }
}

const titleOf = (blocks: readonly Piece[], type: string): string =>
  blocks
    .filter((block) => block.type === type)
    .map(({ content = [] }) => wordsOf(content).trim())
    .filter(Boolean)
    .join(' ')

function chapterFrom(heading: Piece, reading: Reading): ChapterPieces {
  const pieces = heading.content ?? []
  const title = oneLine(wordsOf(pieces)).replace(/\s+/gu, ' ').trim()
  reading.chapterTitle = title
  if (pieces.some(({ type, marks = [] }) => type === 'footnote' || marks.length > 0))
    reading.lost('word-heading-note', title)
  if (
    heading.inserted ||
    heading.deleted ||
    pieces.some(({ inserted, deleted }) => inserted || deleted)
  )
    reading.lost('word-title-change', title)
  return {
    title: title.slice(0, 300) || 'Untitled',
    blocks: [],
    comments: pieces.flatMap(({ comments = [] }) => comments),
  }
}

function settled(block: Piece, cut: number, chapterTitle: string, reading: Reading): Piece[] {
  if (block.type !== 'heading') return [block]
  const level = levelOf(block) - cut + 1
  if (level > 4) {
    reading.chapterTitle = chapterTitle
    reading.lost('word-heading-depth', wordsOf(block.content ?? []))
  }
  return [{ ...block, attrs: { level: Math.min(Math.max(level, 2), 4) } }]
}

/** A chapter begins on a page of its own anyway. */
function withoutOuterBreaks(blocks: Piece[]): Piece[] {
  const isBreak = (block: Piece | undefined): boolean => block?.type === 'pageBreak'
  let [from, to] = [0, blocks.length]
  while (isBreak(blocks[from])) from++
  while (to > from && isBreak(blocks[to - 1])) to--
  return blocks.slice(from, to)
}
