import type { CitationStyle, CslItem } from '@charrette/guides'
import CSL, { type CitationItem } from 'citeproc'
import { markCite, markedTextFormat } from './marked-text.ts'
import { cslLocale, cslStyle } from './styles.ts'

/** One citation of a group: the entry's key and the place in it, as authors write it ("p. 3"). */
export interface Cite {
  key: string
  locator: string
}

export interface FormattedCitations {
  /** One marked text for each group, in the order given. */
  groups: string[]
  /** The entries that were cited, in the order of the style. */
  entries: { key: string; text: string }[]
}

CSL.Output.Formats.markedText = markedTextFormat

/** What was formatted last, by all that it was made of: to read the style takes longer than to use it. */
const formatted = new Map<string, FormattedCitations>()
const mostFormatted = 8

/**
 * Formats citation groups in their reading order, and the entries that they cite, as marked text.
 * A cite whose key the bibliography does not have is left out of its group; a group that has none
 * left is an empty text.
 */
export function formatCitations(
  groups: readonly (readonly Cite[])[],
  bibliography: readonly CslItem[],
  { style = 'chicago-author-date', lang = 'en' }: { style?: CitationStyle; lang?: string } = {},
): FormattedCitations {
  const key = JSON.stringify([groups, bibliography, style, lang])
  const made = formatted.get(key) ?? format(groups, bibliography, style, lang)
  formatted.delete(key)
  formatted.set(key, made)
  for (const oldest of formatted.keys()) {
    if (formatted.size <= mostFormatted) break
    formatted.delete(oldest)
  }
  return made
}

function format(
  groups: readonly (readonly Cite[])[],
  bibliography: readonly CslItem[],
  style: CitationStyle,
  lang: string,
): FormattedCitations {
  const items = new Map(bibliography.map((item) => [item.id, item]))
  const locale = cslLocale(lang)
  const clusters = groups.flatMap((group, index) => {
    const citationItems = group.filter(({ key }) => items.has(key)).map(citationItem)
    return citationItems.length > 0
      ? [{ citationID: String(index), citationItems, properties: { noteIndex: 0 } }]
      : []
  })
  if (clusters.length === 0) return { groups: groups.map(() => ''), entries: [] }

  const engine = new CSL.Engine(
    {
      retrieveLocale: (tag) => (tag === locale.tag ? locale.xml : cslLocale(tag).xml),
      // `system_id` makes citeproc hand each cite to wrapCitationEntry.
      retrieveItem: (id) => ({ ...items.get(keyOf(id)), id, system_id: id }),
      wrapCitationEntry: (text, id) => markCite(text, keyOf(id)),
    },
    cslStyle(style),
    locale.tag,
    true,
  )
  engine.opt.development_extensions.apply_citation_wrapper = true
  engine.setOutputFormat('markedText')
  const texts = new Map(
    engine
      .rebuildProcessorState(clusters, 'markedText')
      .map(([id, _note, text]) => [Number(id), text]),
  )
  const made = engine.makeBibliography()
  const entries = made
    ? made[1].map((text, index) => ({
        key: keyOf(made[0].entry_ids[index]?.[0] ?? ''),
        text: text.trim(),
      }))
    : []
  return { groups: groups.map((_, index) => texts.get(index) ?? ''), entries }
}

/**
 * What citeproc knows an entry by. It keeps entries in plain objects: under its own name, one that is
 * called `constructor` is none of them, and everything after it fails.
 */
const idOf = (key: string): string => `@${key}`
const keyOf = (id: string): string => id.slice(1)

/** CSL names what a locator counts; authors write it in front: "p. 3", "pp. 3–4", "ch. 2", "§ 4". */
const labels: [RegExp, string][] = [
  [/^(?:pp?\.?|pages?)\s+(?=[\divxlc])/i, 'page'],
  [/^(?:ch(?:ap)?\.|chapters?)\s+/i, 'chapter'],
  [/^(?:§+|secs?\.|sections?)\s*/i, 'section'],
  [/^(?:figs?\.|figures?)\s+/i, 'figure'],
  [/^(?:tables?|tab\.)\s+/i, 'table'],
  [/^(?:paras?\.|paragraphs?|¶+)\s*/i, 'paragraph'],
  [/^(?:vols?\.|volumes?)\s+/i, 'volume'],
]

function citationItem({ key, locator }: Cite): CitationItem {
  const text = locator.trim()
  const id = idOf(key)
  if (!text) return { id }
  for (const [pattern, label] of labels)
    if (pattern.test(text)) return { id, label, locator: text.replace(pattern, '') }
  // Bare numbers are pages; other words stand as they are.
  return /^[\d–,\s-]+$/.test(text)
    ? { id, label: 'page', locator: text }
    : { id, suffix: `, ${text}` }
}
