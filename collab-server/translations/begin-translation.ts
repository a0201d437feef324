import { type Guide, slugFrom } from '@charrette/guides'
import type { TranslationSource } from './translation-state.ts'

/**
 * What a translation begins with: the source's text, chapter by chapter under the same ids, so that
 * references and addresses hold. No chapter counts as translated yet.
 *
 * @param lang BCP 47 tag of the translation.
 */
export function translationBeginning(
  { guide, slug }: TranslationSource,
  { lang, ownSlug }: { lang: string; ownSlug: string },
): Guide {
  return {
    ...guide,
    frontMatter: {
      ...guide.frontMatter,
      slug: ownSlug,
      lang,
      translationOf: { slug, chapters: {} },
    },
  }
}

/** The address that a translation is to have, where it is free: the source's with the language. */
export const translationSlug = (slug: string, lang: string): string =>
  `${slug.slice(0, 60)}-${slugFrom(lang)}`
