import { idOfNode, type NodeJson, placeName, textAttribute } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { citesToHast } from '../cites.ts'
import type { Handler, State } from '../state.ts'

/**
 * What one city did and what came of it: place and facts as a head, then the two parts. No
 * `section`: with a name it would be a landmark, and a city can have several examples.
 */
export const cityExample: Handler = (node, state) => {
  const id = idOfNode(node) ?? state.freshId('example')
  const titleId = `${id}_place`
  const outer = state.headingLevel
  const level = Math.min(outer + 1, 5)
  const [action, outcome] = node.content ?? []
  const part = (kind: 'action' | 'outcome', content: NodeJson | undefined): ElementContent =>
    h(`div.example-${kind}`, [
      h(`h${level + 1}.example-part`, state.words[kind]),
      ...state.blocks(content?.content),
    ])
  const known = facts(node, state)
  const made = h('div.city-example', { id, role: 'doc-example', ariaLabelledBy: titleId }, [
    h('div.example-head', [
      h('p.example-kind', state.words.cityExample),
      h(`h${level}.example-place`, { id: titleId }, placeName(node)),
      ...(known.length > 0 ? [h('dl.example-facts', known)] : []),
    ]),
    part('action', action),
    part('outcome', outcome),
  ])
  state.headingLevel = outer
  return made
}

function facts(node: NodeJson, state: State): Element[] {
  const { words } = state
  const fact = (name: string, value: (string | ElementContent)[]): Element[] =>
    value.length > 0 ? [h('div', [h('dt', name), h('dd', value)])] : []
  const said = (name: string): string[] => [textAttribute(node, name)].filter(Boolean)
  const population = Number(node.attrs?.population ?? Number.NaN)
  return [
    ...fact(
      words.population,
      Number.isFinite(population)
        ? [population.toLocaleString(state.guide.frontMatter.lang, { useGrouping: true })]
        : [],
    ),
    ...fact(words.since, said('year')),
    ...fact(words.contact, said('contact')),
    ...fact(words.source, source(node, state)),
  ]
}

function source(node: NodeJson, state: State): ElementContent[] {
  const group = state.citations.get(node)
  if (!group) return []
  return [
    h(
      'span.citation',
      { id: group.id },
      group.text ? citesToHast(group.text, state) : textAttribute(node, 'source'),
    ),
  ]
}
