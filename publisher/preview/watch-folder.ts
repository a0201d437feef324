import { watch } from 'node:fs'

/** Editors write a file in several steps, and several files at once: wait for the last. */
const quietMs = 25

/**
 * Calls back after files of a folder, or of those within it, have changed.
 *
 * @param onError what the system says where it cannot watch any longer.
 * @returns ends the watching.
 * @throws where the system cannot watch the folder.
 */
export function watchFolder(
  directory: string,
  onChange: () => void,
  onError: (error: Error) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(directory, { recursive: true }, (_event, name) => {
    // Files whose name begins with a dot are no part of a guide; editors keep their drafts in such.
    if (name?.split(/[\\/]/).some((part) => part.startsWith('.'))) return
    clearTimeout(timer)
    timer = setTimeout(onChange, quietMs)
  })
  watcher.on('error', onError)
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
