import type { CitationStyle, Picture } from '@charrette/guides'
import type { Page, Place } from './place.ts'

/** What differs between formats; everything has a default that suits one long document. */
export interface HastOptions {
  citationStyle?: CitationStyle
  /**
   * Ids of the chapters to convert; all where it is left out. They keep the numbers and names that
   * they have in the whole guide, and what leads to another chapter is no link.
   */
  chapters?: ReadonlySet<string> | null
  /**
   * `beside`: each note follows the block that refers to it, as an `aside`.
   * `end`: the chapter's hast holds references alone; place `chapter.notes` yourself.
   */
  notes?: 'beside' | 'end'
  /** The address of a place, seen from a page. The default is the fragment alone. */
  hrefOf?: (place: Place, from: Page) => string
  /** The address of a picture's file, seen from a page. The default is `pictures/<sha256>.<ext>`. */
  srcOf?: (picture: Picture, from: Page) => string
}

const extensions: Record<Picture['mediaType'], string> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

/** A picture's file name in every edition: named by its content, so that it can be cached for ever. */
export const pictureFileName = (picture: Picture): string =>
  `${picture.sha256.slice(0, 16)}.${extensions[picture.mediaType]}`

export const withDefaults = (options: HastOptions): Required<HastOptions> => ({
  chapters: options.chapters ?? null,
  citationStyle: options.citationStyle ?? 'chicago-author-date',
  notes: options.notes ?? 'end',
  hrefOf: options.hrefOf ?? (({ id }) => `#${id}`),
  srcOf: options.srcOf ?? ((picture) => `pictures/${pictureFileName(picture)}`),
})
