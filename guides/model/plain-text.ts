import type { Chapter, Guide, NodeJson } from './guide.ts'
import { textAttribute } from './walk.ts'

/** What readers of a node are shown beside its children's text, before and after it. */
const spoken: Record<string, (node: NodeJson) => { before?: string[]; after?: string[] }> = {
  callout: (node) => ({ before: [textAttribute(node, 'title')] }),
  definition: (node) => ({ before: [textAttribute(node, 'term')] }),
  pullQuote: (node) => ({ after: [textAttribute(node, 'attribution')] }),
  cityExample: (node) => ({
    before: [
      placeName(node),
      textAttribute(node, 'year'),
      textAttribute(node, 'population') && `population ${textAttribute(node, 'population')}`,
    ],
    after: [
      textAttribute(node, 'contact') && `Contact: ${textAttribute(node, 'contact')}`,
      textAttribute(node, 'source') && `Source: ${textAttribute(node, 'source')}`,
    ],
  }),
  figure: (node) => ({
    before: [textAttribute(node, 'alt'), textAttribute(node, 'src')],
    after: [textAttribute(node, 'credit')],
  }),
}

const inlineTypes = new Set(['text', 'hardBreak', 'citation', 'crossReference', 'footnote'])

/** "Chattanooga, TN", or the part of it that is known. */
export function placeName(example: NodeJson): string {
  return [textAttribute(example, 'city'), textAttribute(example, 'state')]
    .filter(Boolean)
    .join(', ')
}

/**
 * A readable text of a node: its words, and what its attributes say (a picture's alternative text,
 * an example's city and year, a citation's key). Blocks stand on lines of their own.
 */
export function plainText(node: NodeJson): string {
  switch (node.type) {
    case 'text':
      return node.text ?? ''
    case 'hardBreak':
      return '\n'
    case 'citation': {
      const locator = textAttribute(node, 'locator')
      return `[${textAttribute(node, 'key')}${locator && `, ${locator}`}]`
    }
    case 'crossReference':
      return `[${textAttribute(node, 'to')}]`
    case 'footnote':
      return ` [${inlineText(node)}]`
    default: {
      const { before = [], after = [] } = spoken[node.type]?.(node) ?? {}
      return [...before, childrenText(node), ...after].filter((line) => line !== '').join('\n')
    }
  }
}

function childrenText(node: NodeJson): string {
  const children = node.content ?? []
  return children.some(({ type }) => inlineTypes.has(type))
    ? inlineText(node)
    : children
        .map(plainText)
        .filter((line) => line !== '')
        .join('\n')
}

const inlineText = (node: NodeJson): string => (node.content ?? []).map(plainText).join('')

/** The words that authors typed into a node: no notes, keys or attributes. */
export function typedText(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return ' '
  if (node.type === 'footnote') return ''
  return (node.content ?? []).map(typedText).join('')
}

/** Number of words in the chapters' texts, notes and captions included. */
export function wordCount(guide: Guide): number {
  return guide.chapters.reduce((sum, chapter) => sum + chapterWordCount(chapter), 0)
}

/** The same of one chapter. */
export const chapterWordCount = ({ title, content }: Pick<Chapter, 'title' | 'content'>): number =>
  wordsIn(title) + wordsInNode(content)

function wordsInNode(node: NodeJson): number {
  if (!(node.content ?? []).some(({ type }) => inlineTypes.has(type)))
    return (node.content ?? []).reduce((sum, child) => sum + wordsInNode(child), 0)
  const notes = (node.content ?? []).filter(({ type }) => type === 'footnote')
  const typed = (node.content ?? []).map(typedText).join('')
  return wordsIn(typed) + notes.reduce((sum, note) => sum + wordsInNode(note), 0)
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}\p{M}]+(?:[’'.,-][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0
}
