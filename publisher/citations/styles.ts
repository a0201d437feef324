import type { CitationStyle } from '@charrette/guides'
import locales from '@citation-js/plugin-csl/lib/locales.json' with { type: 'json' }
import styles from '@citation-js/plugin-csl/lib/styles.json' with { type: 'json' }
import chicago, { type CslElement } from 'style-chicago'

// Styles and locales of the Citation Style Language project, CC-BY-SA 3.0, as npm packages carry them.

/** The style for citeproc: XML as text or as the object form that citeproc reads as well. */
export const cslStyle = (style: CitationStyle): unknown =>
  style === 'apa' ? styles.apa : withEveryAuthorNamed(chicago)

/**
 * Chicago's 17th edition writes a dash for an author who was just named; the 18th no longer does,
 * and a dash says nothing to whoever arrives at the entry by a link.
 */
function withEveryAuthorNamed(style: CslElement): CslElement {
  const { 'subsequent-author-substitute': _dash, ...attrs } = style.attrs
  return {
    ...style,
    attrs,
    children: style.children.map((child) =>
      typeof child === 'string' ? child : withEveryAuthorNamed(child),
    ),
  }
}

const byTag: Record<string, string> = locales

/** The CSL locale nearest to a language tag: the tag itself, its language, or American English. */
export function cslLocale(lang: string): { tag: string; xml: string } {
  const language = lang.split('-')[0] ?? ''
  const tag =
    [lang, ...Object.keys(byTag).filter((known) => known.startsWith(`${language}-`))].find(
      (known) => Object.hasOwn(byTag, known),
    ) ?? 'en-US'
  const xml = byTag[tag]
  if (!xml) throw new Error(`The package of CSL locales has no ${tag}`)
  return { tag, xml }
}
