import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { makeFolder, unwritable } from './make-folder.ts'

/** The folder to write to holds something that is no edition; nothing was written. */
export class OutputRefused extends Error {
  readonly code = 'output-refused'
}

const marker = '.publishing-'

/**
 * Makes a folder appear whole: `write` fills a temporary sibling, which then takes the folder's
 * name. Where `write` fails the sibling is removed and what was there stays.
 *
 * What is there already from an earlier time (it has the file `sign`) or an empty folder is replaced.
 *
 * @param sign the file by which a folder of this kind is known: an edition by its manifest.
 * @throws {OutputRefused} where the folder holds anything else; {OutputUnwritable} where it, or the
 *   folder above it, cannot be written.
 */
export async function appearWhole<T>(
  folder: string,
  write: (staging: string) => Promise<T>,
  sign = 'manifest.json',
): Promise<T> {
  const target = resolve(folder)
  const parent = dirname(target)
  await makeFolder(parent)
  await refuseOthersWork(target, sign)
  await removeAbandoned(parent, basename(target))
  const staging = await mkdtemp(join(parent, `.${basename(target)}${marker}${process.pid}-`)).catch(
    (error: unknown) => {
      throw unwritable(parent, error)
    },
  )
  try {
    const made = await write(staging)
    await replace(staging, target)
    return made
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function refuseOthersWork(target: string, sign: string): Promise<void> {
  const found = await stat(target).catch(() => null)
  if (!found) return
  if (!found.isDirectory())
    throw new OutputRefused(`${target} is a file. Name a folder to write to.`)
  const entries = await readdir(target)
  if (entries.length > 0 && !entries.includes(sign))
    throw new OutputRefused(
      `${target} holds files of another kind (it has no ${sign}). Name an empty or a new folder.`,
    )
}

/** A folder with files in it cannot be renamed over: the old one steps aside first. */
async function replace(staging: string, target: string): Promise<void> {
  const old = `${staging}-old`
  const there = await rename(target, old).then(
    () => true,
    () => false,
  )
  try {
    await rename(staging, target)
  } catch (error) {
    if (there) await rename(old, target)
    throw error
  }
  if (there) await rm(old, { recursive: true, force: true })
}

/** Removes what a process that died in the middle has left beside this folder. */
async function removeAbandoned(parent: string, name: string): Promise<void> {
  const prefix = `.${name}${marker}`
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(prefix)) continue
    const pid = Number.parseInt(entry.slice(prefix.length), 10)
    if (Number.isInteger(pid) && isAlive(pid)) continue
    await rm(join(parent, entry), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
