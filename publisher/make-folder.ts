import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** An edition cannot be written where it was asked for; the message says why, in one line. */
export class OutputUnwritable extends Error {
  readonly code = 'output-unwritable'
}

/**
 * Makes a folder and those above it. Not by `mkdir`'s own `recursive`: under a file system that
 * says ENOENT to whoever may not write (/proc does) Node 24 tries for ever.
 *
 * @param folder an absolute path.
 * @throws {OutputUnwritable}
 */
export async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw unwritable(folder, error)
  })
  if (found?.isDirectory()) return
  if (found) throw unwritable(folder, { code: 'ENOTDIR' })
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  try {
    await mkdir(folder)
  } catch (error) {
    // Another process may have made it in the meantime.
    if (codeOf(error) !== 'EEXIST') throw unwritable(folder, error)
  }
}

const reasons: Record<string, string> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'what is there is a file',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of the disk is used up',
  ENAMETOOLONG: 'the name is too long',
}

/** The refusal of a file system in words for people; what is no such refusal comes back as it is. */
export function unwritable(folder: string, error: unknown): unknown {
  const reason = reasons[codeOf(error)]
  if (!reason) return error
  return new OutputUnwritable(
    `${folder} cannot be written: ${reason}. Name another folder with --out.`,
  )
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
