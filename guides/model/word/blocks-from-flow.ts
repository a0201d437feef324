import { boxFromItems } from './box-from-items.ts'
import { captionOf, captionWords } from './caption.ts'
import type { Item, TextItem } from './flow-from-word.ts'
import { listFromItems } from './list-from-items.ts'
import type { Box } from './paragraph-role.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'

/** Blocks as the guide has them, headings with the level that they have in Word. */
export function blocksFromFlow(items: readonly Item[], reading: Reading): Piece[] {
  const blocks: Piece[] = []
  let index = 0
  const take = (wanted: (item: Item, at: number) => boolean): TextItem[] => {
    const taken: TextItem[] = []
    for (let item = items[index]; item && wanted(item, taken.length); item = items[++index])
      if (item.kind === 'text') taken.push(item)
    return taken
  }
  while (index < items.length) {
    const item = items[index]
    if (!item) break
    if (item.kind === 'block') {
      index++
      blocks.push(item.node)
      if (item.node.type === 'figure') addCaptionBelow(item.node)
      if (item.node.type === 'tableFigure') addCaptionBelow(item.node)
      continue
    }
    const { role } = item
    if (item.list && role.kind !== 'heading' && role.kind !== 'box') {
      blocks.push(...listFromItems(take(isOfList), reading))
      continue
    }
    switch (role.kind) {
      case 'quote':
        blocks.push({ type: 'blockquote', content: take(hasRole('quote')).map(paragraph) })
        break
      case 'code':
        blocks.push(codeBlock(take(hasRole('code'))))
        break
      case 'pull-quote':
      case 'pull-quote-source':
        blocks.push(pullQuote(take((next, at) => isPullQuote(next, at))))
        break
      case 'term':
      case 'definition':
        blocks.push(definition(take((next, at) => isDefinition(next, at))))
        break
      case 'box':
        blocks.push(...boxFromItems(takeBox(role.box), role.box, reading))
        break
      case 'caption':
        index++
        captionBefore(item)
        break
      case 'heading':
        index++
        if (wordsOf(item.pieces).trim())
          blocks.push({
            type: 'heading',
            attrs: { level: role.level },
            content: item.pieces,
            ...changeOf(item),
          })
        break
      case 'contents':
        if (!reading.losses.some(({ loss }) => loss === 'word-contents'))
          reading.lost('word-contents', '')
        index++
        break
      case 'title':
      case 'subtitle':
        index++
        blocks.push({ type: role.kind, content: item.pieces })
        break
      case 'left-out':
        index++
        break
      default:
        index++
        if (item.pieces.length > 0) blocks.push(paragraph(item))
    }
  }
  return blocks

  /** A box ends where another begins. */
  function takeBox(box: Box): TextItem[] {
    const opens = box === 'cityExample' ? ['kind', 'title'] : ['title']
    let inside = false
    return take((next) => {
      if (next.kind !== 'text' || next.role.kind !== 'box' || next.role.box !== box) return false
      const isOpening = opens.includes(next.role.part)
      if (isOpening && inside) return false
      inside ||= !isOpening
      return true
    })
  }

  /** A caption that follows what it is of. */
  function addCaptionBelow(node: Piece): void {
    const next = items[index]
    if (next?.kind !== 'text' || next.role.kind !== 'caption') return
    const after = items[index + 1]
    const isTable = node.type === 'tableFigure'
    // Between two tables, or with a caption already, it is the next one's.
    if (
      isTable &&
      (hasCaption(node) || (after?.kind === 'block' && after.node.type === 'tableFigure'))
    )
      return
    index++
    setCaption(node, next.pieces)
  }

  /** A caption that stands before its table, else a paragraph. */
  function captionBefore(item: TextItem): void {
    const next = items[index]
    if (next?.kind === 'block' && next.node.type === 'tableFigure' && !hasCaption(next.node))
      setCaption(next.node, item.pieces)
    else if (
      next?.kind === 'block' &&
      next.node.type === 'figure' &&
      items[index + 1]?.kind !== 'text'
    )
      setCaption(next.node, item.pieces)
    else if (item.pieces.length > 0)
      blocks.push({ type: 'paragraph', content: captionWords(item.pieces) })
  }
}

const hasCaption = (node: Piece): boolean => (node.content?.[0]?.content?.length ?? 0) > 0

function setCaption(node: Piece, pieces: readonly Piece[]): void {
  const { content, credit } = captionOf(pieces)
  const caption = node.content?.[0]
  if (node.type === 'tableFigure' && caption) caption.content = content
  else {
    node.content = content
    if (credit) node.attrs = { ...node.attrs, credit }
  }
}

/** A paragraph's tracked change as attributes of a node. */
export const changeOf = ({ inserted, deleted }: Pick<TextItem, 'inserted' | 'deleted'>) => ({
  ...(inserted ? { inserted } : {}),
  ...(deleted ? { deleted } : {}),
})

export const paragraph = (item: TextItem): Piece => ({
  type: 'paragraph',
  content: item.pieces,
  ...changeOf(item),
})

const hasRole =
  (kind: string) =>
  (item: Item): boolean =>
    item.kind === 'text' && item.role.kind === kind && !item.list

const isOfList = (item: Item, at: number): boolean =>
  item.kind === 'text' &&
  item.role.kind !== 'heading' &&
  item.role.kind !== 'box' &&
  (item.list !== null || (at > 0 && item.role.kind === 'continued'))

function isPullQuote(item: Item, at: number): boolean {
  if (item.kind !== 'text') return false
  // Its source ends it, which is why the place of the item before decides.
  return item.role.kind === 'pull-quote' || (item.role.kind === 'pull-quote-source' && at > 0)
}

const isDefinition = (item: Item, at: number): boolean =>
  item.kind === 'text' &&
  (at === 0
    ? item.role.kind === 'term' || item.role.kind === 'definition'
    : item.role.kind === 'definition')

function pullQuote(items: readonly TextItem[]): Piece {
  const source = items.filter(({ role }) => role.kind === 'pull-quote-source')
  const lines = items.filter(({ role }) => role.kind === 'pull-quote')
  return {
    type: 'pullQuote',
    attrs: {
      attribution: source
        .map(({ pieces }) => wordsOf(pieces))
        .join(' ')
        .replace(/^[—–-]\s*/, ''),
    },
    content: lines.length > 0 ? lines.map(paragraph) : [{ type: 'paragraph' }],
  }
}

function definition(items: readonly TextItem[]): Piece {
  const [first, ...rest] = items
  const isTerm = first?.role.kind === 'term'
  const texts = isTerm ? rest : items
  return {
    type: 'definition',
    attrs: { term: isTerm ? wordsOf(first.pieces) : '' },
    content: texts.length > 0 ? texts.map(paragraph) : [{ type: 'paragraph' }],
  }
}

function codeBlock(items: readonly TextItem[]): Piece {
  const lines = items.map(({ pieces }) =>
    pieces.map(({ type, text = '' }) => (type === 'hardBreak' ? '\n' : text)).join(''),
  )
  const text = lines.join('\n')
  return { type: 'codeBlock', content: text ? [{ type: 'text', text }] : [] }
}
