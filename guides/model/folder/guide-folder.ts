/** A guide's folder, wherever it lies: on disk, in an archive, in a test. Paths use `/`. */
export interface GuideFolder {
  /** The paths of all files, from the folder on: `chapters/01-why.md`. */
  list(): Promise<string[]> | string[]
  /** The bytes of one of the files listed. */
  read(path: string): Promise<Uint8Array> | Uint8Array
}

/** A folder held in memory: what `writeGuideFolder` gives, or a test's files as text. */
export function folderOf(
  files: ReadonlyMap<string, Uint8Array> | Record<string, string | Uint8Array>,
): GuideFolder {
  const encoder = new TextEncoder()
  const byPath = new Map<string, Uint8Array>(
    [...(files instanceof Map ? files : Object.entries(files))].map(([path, content]) => [
      path,
      typeof content === 'string' ? encoder.encode(content) : content,
    ]),
  )
  return {
    list: () => [...byPath.keys()],
    read(path) {
      const bytes = byPath.get(path)
      if (!bytes) throw new RangeError(`No file ${JSON.stringify(path)} in this folder`)
      return bytes
    },
  }
}
