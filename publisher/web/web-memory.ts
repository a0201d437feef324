import type { Label } from '@charrette/guides'
import type { EditionFile } from '../edition-file.ts'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import { HastMemory } from '../hast/hast-memory.ts'
import { readingLabels } from '../hast/read-labels.ts'

/**
 * A web edition as it was drawn before, for drawing it again when little has changed: a file of
 * which nothing has changed is the same object.
 */
export class WebMemory {
  readonly hast = new HastMemory()
  /** The same chapters as the page of the whole guide has them, with other addresses. */
  readonly wholeHast = new HastMemory()
  readonly #pages: Drawn<EditionFile> = new Map()
  readonly #sections: Drawn<string> = new Map()
  readonly #drawings = new Map<string, EditionFile>()

  /**
   * A chapter's page.
   *
   * @param key all that the page tells beside the chapter's text and the labels.
   */
  page(
    chapter: ChapterHast,
    key: string,
    labels: ReadonlyMap<string, Label>,
    make: (labels: ReadonlyMap<string, Label>) => EditionFile,
  ): EditionFile {
    return remembered(this.#pages, chapter, key, labels, make)
  }

  /** A chapter's section of the page of the whole guide, as HTML. */
  section(
    chapter: ChapterHast,
    key: string,
    labels: ReadonlyMap<string, Label>,
    make: (labels: ReadonlyMap<string, Label>) => string,
  ): string {
    return remembered(this.#sections, chapter, key, labels, make)
  }

  /** A drawing, which its seed decides. */
  drawing(seed: string, draw: () => EditionFile): EditionFile {
    const known = this.#drawings.get(seed) ?? draw()
    this.#drawings.set(seed, known)
    return known
  }
}

type Drawn<T> = Map<
  string,
  { chapter: ChapterHast; key: string } & ReturnType<typeof readingLabels<T>>
>

function remembered<T>(
  drawn: Drawn<T>,
  chapter: ChapterHast,
  key: string,
  labels: ReadonlyMap<string, Label>,
  make: (labels: ReadonlyMap<string, Label>) => T,
): T {
  const known = drawn.get(chapter.id)
  if (known?.chapter === chapter && known.key === key && known.holdsFor(labels)) return known.made
  const fresh = readingLabels(labels, make)
  drawn.set(chapter.id, { chapter, key, ...fresh })
  return fresh.made
}
