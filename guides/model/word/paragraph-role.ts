import type { WordParagraph } from './word-document.ts'

/** The boxes of our own Word editions, by what their styles' names begin with. */
export type Box = 'note' | 'tip' | 'warning' | 'keyTakeaways' | 'cityExample'

/** What a paragraph is, by its style. */
export type Role =
  | { kind: 'paragraph' }
  | { kind: 'heading'; level: number }
  | { kind: 'title' | 'subtitle' | 'contents' | 'quote' | 'code' | 'caption' | 'left-out' }
  | { kind: 'continued' }
  | { kind: 'pull-quote' | 'pull-quote-source' | 'term' | 'definition' }
  | { kind: 'box'; box: Box; part: 'title' | 'kind' | 'part' | 'fact' | 'text' | 'list' }

const plain: Record<string, Role> = {
  title: { kind: 'title' },
  subtitle: { kind: 'subtitle' },
  'toc heading': { kind: 'contents' },
  'contents heading': { kind: 'contents' },
  quote: { kind: 'quote' },
  'intense quote': { kind: 'quote' },
  quotations: { kind: 'quote' },
  'block text': { kind: 'quote' },
  code: { kind: 'code' },
  'source code': { kind: 'code' },
  'html preformatted': { kind: 'code' },
  'preformatted text': { kind: 'code' },
  caption: { kind: 'caption' },
  table: { kind: 'caption' },
  figure: { kind: 'caption' },
  illustration: { kind: 'caption' },
  'list paragraph': { kind: 'continued' },
  'pull quote': { kind: 'pull-quote' },
  'pull quote source': { kind: 'pull-quote-source' },
  'definition term': { kind: 'term' },
  'definition text': { kind: 'definition' },
  'chapter number': { kind: 'left-out' },
  'table end': { kind: 'left-out' },
}

const boxes: Record<string, Box> = {
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  'key takeaways': 'keyTakeaways',
  'city example': 'cityExample',
}

/** @param paragraph by whose style, not by whose numbering. */
export function roleOf({ styleName, styleId }: WordParagraph): Role {
  const name = (styleName ?? styleId ?? '').trim().toLowerCase()
  const [, level] = /^heading ?([1-9])$/.exec(name) ?? []
  if (level) return { kind: 'heading', level: Number(level) }
  if (/^(?:toc|contents|table of figures) ?\d*$/.test(name)) return { kind: 'contents' }
  if (/^list continue/.test(name)) return { kind: 'continued' }
  const [, box = '', part] =
    /^(note|tip|warning|key takeaways|city example) (title|kind|part|fact|text|list)$/.exec(name) ??
    []
  const found = boxes[box]
  if (found) return { kind: 'box', box: found, part: part as 'title' }
  return plain[name] ?? { kind: 'paragraph' }
}
