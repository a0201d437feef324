import { idOfNode, type NodeJson, textAttribute, walkGuide } from '@charrette/guides'
import type { ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import { type Mention, mentionsToHast } from './bibliography-to-hast.ts'
import { generatedId, type Page } from './place.ts'
import { createState, type GuideContext } from './state.ts'

export interface GlossaryTerm {
  term: string
  /** The entry's id in the glossary; the definition in the chapter keeps its own. */
  id: string
  hast: ElementContent[]
  definedIn: Mention
  /** The first cross reference to it in each other chapter. */
  usedIn: Mention[]
}

const page: Page = { kind: 'glossary' }

/** Every definition of the guide, in the alphabet of its language. */
export function glossaryTerms(context: GuideContext): GlossaryTerm[] {
  const { guide } = context
  const references = firstReferences(context)
  const found: GlossaryTerm[] = []
  for (const { node, chapter } of walkGuide(guide)) {
    if (node.type !== 'definition') continue
    const id = idOfNode(node) ?? ''
    const term = textAttribute(node, 'term')
    const state = createState(
      { ...context, options: { ...context.options, notes: 'end' } },
      { page, idScope: generatedId('glossary', id) },
    )
    found.push({
      term,
      id: generatedId('glossary', id),
      hast: state.blocks(withoutNotes(node).content).map(withoutIds),
      definedIn: { chapterId: chapter.id, id },
      usedIn: (references.get(id) ?? []).filter(({ chapterId }) => chapterId !== chapter.id),
    })
  }
  const { compare } = new Intl.Collator(guide.frontMatter.lang)
  return found.sort((a, b) => compare(a.term, b.term))
}

/** The terms as a description list; each leads back to where it is defined and used. */
export function glossaryToHast(terms: GlossaryTerm[], context: GuideContext): Root {
  const entries = terms.map(({ term, id, hast, definedIn, usedIn }) =>
    h('div.glossary-entry', { id }, [
      h('dt', h('dfn', term)),
      h('dd', [
        ...hast,
        ...mentionsToHast(context.words.definedIn, [definedIn], page, context),
        ...mentionsToHast(context.words.usedIn, usedIn, page, context),
      ]),
    ]),
  )
  return { type: 'root', children: entries.length > 0 ? [h('dl.glossary', entries)] : [] }
}

/** Where each chapter first refers to an id. Cross references carry no id: their block's will do. */
function firstReferences({ guide }: GuideContext): Map<string, Mention[]> {
  const found = new Map<string, Mention[]>()
  for (const chapter of guide.chapters) {
    let nearest = chapter.id
    const seen = new Set<string>()
    for (const { node } of walkGuide({ ...guide, chapters: [chapter] })) {
      nearest = idOfNode(node) ?? nearest
      const to = node.type === 'crossReference' ? textAttribute(node, 'to') : ''
      if (!to || seen.has(to)) continue
      seen.add(to)
      found.set(to, [...(found.get(to) ?? []), { chapterId: chapter.id, id: nearest }])
    }
  }
  return found
}

/** A note belongs to the place where the guide defines the term, not to its copy in the glossary. */
const withoutNotes = (node: NodeJson): NodeJson => ({
  ...node,
  ...(node.content
    ? { content: node.content.filter(({ type }) => type !== 'footnote').map(withoutNotes) }
    : {}),
})

/** The copy must not repeat an id of the original. */
function withoutIds(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node
  const { id: _id, ...properties } = node.properties
  return { ...node, properties, children: node.children.map(withoutIds) }
}
