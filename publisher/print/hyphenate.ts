import type { Element, ElementContent, RootContent } from 'hast'
import createHyphenator, { type Patterns } from 'hyphen'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { has, isElement } from './adapt-for-print.ts'

/** Puts soft hyphens into the words of a text. */
export type Hyphenate = (text: string, measure: Measure) => string

/** How wide the lines are. Lines are ragged, so that in wide ones few words need to be cut. */
type Measure = 'wide' | 'narrow'

/** By language tag. A language without patterns is not in it, and is set without hyphens. */
export type Hyphenators = ReadonlyMap<string, Hyphenate>

/** Patterns by language: those whose terms let anyone use and change them. */
const patterns: Readonly<Record<string, () => Promise<{ default: Patterns }>>> = {
  de: () => import('hyphen/patterns/de-1996.js'),
  en: () => import('hyphen/patterns/en-us.js'),
  'en-gb': () => import('hyphen/patterns/en-gb.js'),
  es: () => import('hyphen/patterns/es.js'),
  fr: () => import('hyphen/patterns/fr.js'),
  it: () => import('hyphen/patterns/it.js'),
  pt: () => import('hyphen/patterns/pt.js'),
}

/** Letters of the shortest word that is cut, and of the least that stands before and after a cut. */
const limits = {
  wide: { word: 10, before: 4, after: 4 },
  narrow: { word: 7, before: 3, after: 3 },
} as const

const softHyphen = '\u00AD'

/** Those of all languages that a guide is written in. */
export async function hyphenatorsOf({ chapters }: GuideHast): Promise<Hyphenators> {
  const languages = new Set<string>()
  for (const { lang, hast, notes } of chapters) {
    languages.add(lang)
    addLanguages([...hast.children, ...notes.flatMap((note) => note.hast)], languages)
  }
  const hyphenators = new Map<string, Hyphenate>()
  for (const language of languages) {
    const tag = language.toLowerCase()
    const load = patterns[tag] ?? patterns[tag.split('-')[0] ?? '']
    if (load) hyphenators.set(language, hyphenatorOf((await load()).default))
  }
  return hyphenators
}

function addLanguages(nodes: readonly RootContent[], languages: Set<string>): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue
    if (typeof node.properties.lang === 'string') languages.add(node.properties.lang)
    addLanguages(node.children, languages)
  }
}

function hyphenatorOf(ofLanguage: Patterns): Hyphenate {
  const cut = createHyphenator(ofLanguage, {
    hyphenChar: softHyphen,
    minWordLength: limits.narrow.word,
  })
  const hyphenated = (word: string, measure: Measure): string => {
    const least = limits[measure]
    if (word.length < least.word) return word
    let result = ''
    let length = 0
    for (const piece of cut(word).split(softHyphen)) {
      const isCut = length >= least.before && word.length - length >= least.after
      result += (isCut ? softHyphen : '') + piece
      length += piece.length
    }
    return result
  }
  const known = { wide: new Map<string, string>(), narrow: new Map<string, string>() }
  const remembered = (word: string, measure: Measure): string => {
    const before = known[measure].get(word) ?? hyphenated(word, measure)
    known[measure].set(word, before)
    return before
  }
  // Not in addresses, file names and what has a hyphen already.
  const words =
    /(?<![\p{L}\p{N}@/._\-\u2010\u2011])\p{L}{7,}(?![\p{L}\p{N}@/_\-\u2010\u2011]|\.\p{L})/gu
  return (text, measure) => text.replace(words, (word) => remembered(word, measure))
}

/** Words stay whole where lines are balanced (headings, pull quotes) and where letters are exact. */
const isWhole = (element: Element): boolean =>
  /^(?:h[1-6]|code|pre|dfn)$/.test(element.tagName) ||
  ['address', 'note-mark', 'pull-quote', 'term'].some((name) => has(element, name))

const isNarrow = (element: Element): boolean =>
  /^(?:td|th|caption|figcaption)$/.test(element.tagName) ||
  ['margin-note', 'example-parts'].some((name) => has(element, name))

/**
 * Sets soft hyphens into a text for print, by each passage's own language. Browsers that print have no
 * dictionaries of their own. A theme that wants none says `hyphens: none`.
 *
 * @param lang the language around `nodes`.
 */
export function hyphenate(
  nodes: readonly ElementContent[],
  lang: string,
  hyphenators: Hyphenators,
  measure: Measure = 'wide',
): ElementContent[] {
  return nodes.map((node) => {
    if (node.type === 'text') {
      const cut = hyphenators.get(lang)
      return cut ? { ...node, value: cut(node.value, measure) } : node
    }
    if (!isElement(node) || isWhole(node)) return node
    const own = typeof node.properties.lang === 'string' ? node.properties.lang : lang
    const inside = isNarrow(node) ? 'narrow' : measure
    return { ...node, children: hyphenate(node.children, own, hyphenators, inside) }
  })
}
