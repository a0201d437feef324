import type { Picture } from '../guide.ts'
import type { ChapterText } from '../markdown/chapter-from-markdown.ts'

/**
 * What was read before, for reading a folder again in which little has changed. What it gives must
 * be what `read` would give; and nobody changes it.
 */
export interface FolderMemory {
  /** A chapter, by its path and its text. */
  chapter(path: string, markdown: string, read: () => ChapterText): ChapterText
  /** A picture, by its bytes. */
  picture(bytes: Uint8Array, read: () => Promise<Picture | null>): Promise<Picture | null>
}

/** Remembers nothing: for whoever reads a folder once. */
export const noMemory: FolderMemory = {
  chapter: (_path, _markdown, read) => read(),
  picture: (_bytes, read) => read(),
}
