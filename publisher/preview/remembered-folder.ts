import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChapterText, FolderMemory, GuideFolder, Picture } from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'

/** A folder on disk, and what was read of it before. */
export interface RememberedFolder {
  folder: GuideFolder
  memory: FolderMemory
}

/** Reads a file, a chapter or a picture again only when it has changed. */
export const rememberedFolder = (directory: string): RememberedFolder => ({
  folder: unchangedFilesOnce(directory),
  memory: new ReadBefore(),
})

/** A folder on disk of which a file is read again only when its time or size is another. */
function unchangedFilesOnce(directory: string): GuideFolder {
  const disk = diskFolder(directory)
  const known = new Map<string, { version: string; bytes: Uint8Array }>()
  return {
    list: () => disk.list(),
    async read(path) {
      const file = join(directory, path)
      const { mtimeNs, size } = await stat(file, { bigint: true })
      const version = `${mtimeNs} ${size}`
      const before = known.get(path)
      if (before?.version === version) return before.bytes
      const bytes = await readFile(file)
      known.set(path, { version, bytes })
      return bytes
    },
  }
}

/** The last text of each chapter, and every picture whose bytes are still held. */
class ReadBefore implements FolderMemory {
  readonly #chapters = new Map<string, { markdown: string; read: ChapterText }>()
  readonly #pictures = new WeakMap<Uint8Array, Promise<Picture | null>>()

  chapter(path: string, markdown: string, read: () => ChapterText): ChapterText {
    const known = this.#chapters.get(path)
    if (known?.markdown === markdown) return known.read
    const fresh = read()
    this.#chapters.set(path, { markdown, read: fresh })
    return fresh
  }

  picture(bytes: Uint8Array, read: () => Promise<Picture | null>): Promise<Picture | null> {
    const known = this.#pictures.get(bytes) ?? read()
    this.#pictures.set(bytes, known)
    return known
  }
}
