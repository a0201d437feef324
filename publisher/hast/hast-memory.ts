import { type Chapter, walk } from '@charrette/guides'
import type { FormattedCitations } from '../citations/format-citations.ts'
import type { ChapterHast } from './chapter-to-hast.ts'
import { readingLabels } from './read-labels.ts'
import type { GuideContext } from './state.ts'

/**
 * Chapters as they were converted before, for converting a guide again in which a word has changed:
 * a chapter of which nothing has changed, nor of what it read of others, is the same object.
 * One memory serves one guide with one set of options.
 */
export class HastMemory {
  #shared = ''
  readonly #chapters = new Map<
    string,
    { key: string } & ReturnType<typeof readingLabels<ChapterHast>>
  >()
  #citations: { key: string; made: FormattedCitations } | undefined

  /** Forgets all chapters where something has changed that any of them may have read. */
  begin({ guide, entries }: GuideContext): void {
    const { frontMatter, pictures, chapters } = guide
    const ids = chapters.map(({ id }) => id)
    const shared = JSON.stringify([frontMatter.lang, pictures, ids, [...entries]])
    if (shared !== this.#shared) this.#chapters.clear()
    this.#shared = shared
  }

  /** The chapter as remembered, else as `make` converts it in the context that is given to it. */
  chapter(
    chapter: Chapter,
    number: number,
    context: GuideContext,
    make: (context: GuideContext) => ChapterHast,
  ): ChapterHast {
    const key = JSON.stringify([number, chapter, citationsIn(chapter, context)])
    const known = this.#chapters.get(chapter.id)
    if (known?.key === key && known.holdsFor(context.labels)) return known.made
    const fresh = readingLabels(context.labels, (labels) => make({ ...context, labels }))
    this.#chapters.set(chapter.id, { key, ...fresh })
    return fresh.made
  }

  /** The guide's citations; they are formatted together, for each may depend on those before it. */
  citations(key: string, format: () => FormattedCitations): FormattedCitations {
    if (this.#citations?.key !== key) this.#citations = { key, made: format() }
    return this.#citations.made
  }
}

function citationsIn({ content }: Chapter, { citations }: GuideContext) {
  return [...walk(content)].flatMap(({ node }) => citations.get(node) ?? [])
}
