import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { has, pageOf } from './adapt-for-print.ts'

/** What the index lists: a city or a term, and the places in the text that it leads to. */
export interface IndexEntry {
  kind: 'city' | 'term'
  name: string
  /** In reading order; `main` where a city's example or a term's definition stands. */
  places: { id: string; main: boolean }[]
}

interface Subject extends IndexEntry {
  /** The words that stand for it in the text. */
  words: string
}

/**
 * Finds the cities and terms of a guide in its chapters, as a printed index needs them: each
 * paragraph that names one gets an empty element to lead to.
 *
 * @returns the entries that have a place, by their name, and each chapter's text with the places in it.
 */
export function indexOfGuide(hast: GuideHast): {
  entries: IndexEntry[]
  chapters: Map<string, ElementContent[]>
} {
  const subjects = subjectsOf(hast)
  const byWords = new Map(subjects.map((subject) => [subject.words.toLowerCase(), subject]))
  const byMain = new Map(mainPlaces(hast, subjects))
  const pattern = patternOf(subjects)
  let count = 0
  const chapters = new Map<string, ElementContent[]>()
  for (const chapter of hast.chapters) {
    const marked = (chapter.hast.children as ElementContent[]).map((block) => {
      const named = new Set<Subject>()
      const visit = (node: ElementContent): ElementContent[] => {
        if (node.type === 'text' && pattern) return places(node.value, named)
        if (node.type !== 'element' || isLeftAlone(node)) return [node]
        const main = byMain.get(String(node.properties.id ?? ''))
        if (main) {
          main.places.push({ id: String(node.properties.id), main: true })
          named.add(main)
        }
        return [{ ...node, children: node.children.flatMap(visit) }]
      }
      return visit(block)
    })
    chapters.set(chapter.id, marked.flat())
  }
  function places(text: string, named: Set<Subject>): ElementContent[] {
    if (!pattern) return [{ type: 'text', value: text }]
    const pieces: ElementContent[] = []
    let from = 0
    for (const match of text.matchAll(pattern)) {
      const subject = byWords.get(match[0].toLowerCase())
      // A city is written as it is called; a term may begin a sentence.
      if (!subject || named.has(subject)) continue
      if (subject.kind === 'city' && subject.words !== match[0]) continue
      named.add(subject)
      const id = `index_${++count}`
      subject.places.push({ id, main: false })
      pieces.push({ type: 'text', value: text.slice(from, match.index) }, h('span', { id }))
      from = match.index
    }
    return [...pieces, { type: 'text', value: text.slice(from) }]
  }
  const { compare } = new Intl.Collator(hast.guide.frontMatter.lang)
  return {
    chapters,
    entries: subjects
      .filter((subject) => subject.places.length > 0)
      .sort((a, b) => compare(a.name, b.name)),
  }
}

/** Headings and notes lead nowhere that their block does not; code and captions name nothing. */
const isLeftAlone = (node: Element): boolean =>
  /^(?:h[1-6]|code|pre|caption|figcaption)$/.test(node.tagName) || has(node, 'note-mark')

function subjectsOf({ glossary, guide, labels }: GuideHast): Subject[] {
  const cities = new Map<string, Subject>()
  const city = (name: string, words: string): void => {
    if (words && !cities.has(name)) cities.set(name, { kind: 'city', name, words, places: [] })
  }
  for (const { name, state } of guide.frontMatter.cities)
    city(state ? `${name}, ${state}` : name, name)
  for (const { kind, text } of labels.values())
    if (kind === 'example') city(text, text.replace(/,[^,]*$/, '').trim())
  // Two cities of one name are told apart by their state alone.
  const all = [...cities.values()]
  const sure = all.map((subject) =>
    all.some((other) => other !== subject && other.words === subject.words)
      ? { ...subject, words: subject.name }
      : subject,
  )
  const terms = glossary.terms.map(
    ({ term }): Subject => ({ kind: 'term', name: term, words: term, places: [] }),
  )
  return [...sure, ...terms]
}

function mainPlaces(
  { glossary, labels }: GuideHast,
  subjects: readonly Subject[],
): [string, Subject][] {
  const named = (kind: Subject['kind'], name: string): Subject | undefined =>
    subjects.find((subject) => subject.kind === kind && subject.name === name)
  const found: [string, Subject | undefined][] = [
    ...glossary.terms.map(({ term, definedIn }): [string, Subject | undefined] => [
      definedIn.id,
      named('term', term),
    ]),
    ...[...labels]
      .filter(([, { kind }]) => kind === 'example')
      .map(([id, { text }]): [string, Subject | undefined] => [id, named('city', text)]),
  ]
  return found.flatMap(([id, subject]) => (subject ? [[id, subject]] : []))
}

function patternOf(subjects: readonly Subject[]): RegExp | null {
  const words = subjects
    .map((subject) => subject.words.trim())
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return words.length > 0
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?=s?(?![\\p{L}\\p{N}]))`, 'giu')
    : null
}

/** The index as two lists. Pages that repeat are hidden when their numbers are known. */
export function indexToHast(
  entries: readonly IndexEntry[],
  words: { index: string; cities: string; terms: string },
): Element {
  const list = (kind: IndexEntry['kind'], title: string): Element[] => {
    const listed = entries.filter((entry) => entry.kind === kind)
    if (listed.length === 0) return []
    return [h('h2.index-heading', title), h('ul.index-entries', listed.map(entryToHast))]
  }
  return h('section.back.index', { dataTag: 'Sect', dataStarts: 'index_title' }, [
    h('h1.back-title', { id: 'index_title' }, words.index),
    ...list('city', words.cities),
    ...list('term', words.terms),
  ])
}

const entryToHast = ({ name, places }: IndexEntry): Element =>
  h('li', [
    h('span.index-name', name),
    ' ',
    ...places.map(({ id, main }) =>
      h(main ? 'span.index-page.main' : 'span.index-page', [
        h('span.index-comma', ', '),
        h('a', { href: `#${id}`, ariaLabel: name }, [pageOf(id)]),
      ]),
    ),
  ])
