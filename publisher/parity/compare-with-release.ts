import { type Guide, headingsOf, type NodeJson, textAttribute, walk } from '@charrette/guides'
import { type ChapterFacts, normalLink, normalText } from './chapter-facts.ts'
import type { EditionDifference } from './compare-facts.ts'
import { unmarked } from './expected-facts.ts'

/** Attributes that hold words for readers, by the node's type. */
const wordsIn: Readonly<Record<string, readonly string[]>> = {
  callout: ['title'],
  cityExample: ['city', 'state', 'contact'],
  definition: ['term'],
  figure: ['credit'],
  pullQuote: ['attribution'],
}

/**
 * Compares what all editions are drawn from with the release's own document: every text in its order,
 * every heading, picture, table, note, citation and link. Read without the code that made the editions.
 */
export function compareWithRelease(
  guide: Guide,
  expected: readonly ChapterFacts[],
): EditionDifference[] {
  return guide.chapters.flatMap(({ title, content, ...chapter }, index): EditionDifference[] => {
    const differences: EditionDifference[] = []
    const differ = (kind: EditionDifference['kind'], message: string): void => {
      differences.push({
        edition: 'shared text',
        kind,
        message: `chapter ${index + 1} (“${title}”): ${message}`,
      })
    }
    const marked = expected[index]
    if (!marked || marked.title !== normalText(title)) {
      differ('chapters', 'it is missing')
      return differences
    }
    const facts = unmarked(marked)
    for (const { name } of chapter.credits ?? [])
      if (!facts.byline.includes(normalText(name))) differ('bylines', `it does not name ${name}`)
    const notes = nodesIn(content, 'footnote')
    compareTexts(textsOf(content, false), facts.text, differ)
    for (const [at, note] of notes.entries())
      if (facts.notes[at] === undefined) differ('notes', `note ${at + 1} is missing`)
      else compareTexts(textsOf(note, true), facts.notes[at], differ)
    if (facts.notes.length > notes.length) differ('notes', 'there is a note too many')
    for (const { node } of walk(content))
      for (const name of wordsIn[node.type] ?? []) {
        const said = normalText(textAttribute(node, name))
        if (!facts.text.includes(said)) differ('text', `${node.type} lacks its ${name} “${said}”`)
      }
    for (const { level, text } of headingsOf({ ...chapter, title, content }))
      if (text && !facts.headings.includes(`${level} ${normalText(text)}`))
        differ('headings', `“${text}” is missing`)
    const pictures = nodesIn(content, 'figure').filter(({ attrs }) => attrs?.decorative !== true)
    for (const picture of pictures)
      if (!facts.figures.includes(normalText(textAttribute(picture, 'alt'))))
        differ('figures', `the picture ${textAttribute(picture, 'src')} has lost its words`)
    if (facts.tables.length !== nodesIn(content, 'tableFigure').length)
      differ('tables', `there are ${facts.tables.length} tables`)
    for (const { node } of walk(content))
      for (const mark of node.marks ?? [])
        if (mark.type === 'link' && !facts.links.includes(normalLink(String(mark.attrs?.href))))
          differ('links', `the link to ${mark.attrs?.href} is missing`)
    if (nodesIn(content, 'citation').length > 0 && facts.citations.length === 0)
      differ('citations', 'citations are missing')
    return differences
  })
}

type Differ = (kind: EditionDifference['kind'], message: string) => void

function compareTexts(texts: readonly string[], text: string, differ: Differ): void {
  let at = 0
  for (const wanted of texts) {
    const found = text.indexOf(wanted, at)
    if (found < 0) {
      differ('text', `“${wanted.slice(0, 60)}” is missing or in another place`)
      return
    }
    at = found + wanted.length
  }
}

const nodesIn = (content: NodeJson, type: string): NodeJson[] =>
  [...walk(content)].map(({ node }) => node).filter((node) => node.type === type)

/** Texts a paragraph each, without those of notes within. */
function textsOf(node: NodeJson, isNote: boolean): string[] {
  if (node.type === 'footnote' && !isNote) return []
  if (node.type === 'text') return [normalText(node.text ?? '')]
  return (node.content ?? []).flatMap((child) => textsOf(child, false))
}
