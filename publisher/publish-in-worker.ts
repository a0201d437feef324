import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { writeBundleFolder } from './bundle-folder.ts'
import type { Format, Manifest } from './manifest.ts'
import type { Progress } from './publish.ts'
import type { ReleaseBundle } from './release-bundle.ts'
import { type Appearance, writeAppearance } from './settings/appearance.ts'
import { type WorkerMessage, workerMessageSchema } from './worker-message.ts'

/** The worker said why it failed, or ended without a word. `code` is stable and for programs. */
export class PublishFailed extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url))
const patienceMs = 10_000

interface WorkOptions {
  onProgress?: (progress: Progress) => void
  /** Default: the house's. */
  appearance?: Appearance | undefined
  /** A folder where pieces of prints are kept, for the next release; default none. */
  kept?: string
  signal?: AbortSignal
}

/**
 * Publishes in a process of its own, so that a print browser that eats memory or hangs cannot touch
 * whoever calls.
 *
 * @throws {PublishFailed} where the worker failed or died; the signal's reason where it was aborted.
 */
export async function publishInWorker(
  bundle: ReleaseBundle,
  outDir: string,
  options: WorkOptions & { formats?: readonly Format[]; canonical?: string } = {},
): Promise<Manifest> {
  const { formats, canonical } = options
  const last = await work(
    bundle,
    outDir,
    [
      ...(formats ? ['--format', formats.join(',')] : []),
      ...(canonical ? ['--canonical', canonical] : []),
    ],
    options,
  )
  if (last.type !== 'done') throw new PublishFailed('publisher-died', 'It published nothing.')
  return last.manifest
}

/**
 * Prints some chapters as a PDF in a process of its own; the file appears whole or not at all.
 *
 * @param chapters ids of chapters that the guide has.
 * @throws as `publishInWorker` does.
 */
export async function printInWorker(
  bundle: ReleaseBundle,
  chapters: readonly string[],
  outFile: string,
  options: WorkOptions = {},
): Promise<void> {
  await work(bundle, outFile, ['--chapters', JSON.stringify(chapters)], options)
}

/** Runs the worker to its end; what it said last is `done` or `printed`. */
async function work(
  bundle: ReleaseBundle,
  out: string,
  flags: readonly string[],
  { onProgress = () => {}, signal, appearance, kept }: WorkOptions,
): Promise<Extract<WorkerMessage, { type: 'done' | 'printed' }>> {
  signal?.throwIfAborted()
  const scratch = await mkdtemp(join(tmpdir(), 'charrette-bundle-'))
  try {
    await writeBundleFolder(bundle, scratch)
    if (appearance) await writeAppearance(appearance, scratch)
    const child = spawn(
      process.execPath,
      [worker, scratch, out, ...flags, ...(kept ? ['--kept', kept] : [])],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let killing: NodeJS.Timeout | undefined
    const stop = (): void => {
      child.kill('SIGTERM')
      killing = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    }
    signal?.addEventListener('abort', stop, { once: true })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000)
    })
    const ended = new Promise<string>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`))
    })
    let made: Extract<WorkerMessage, { type: 'done' | 'printed' }> | undefined
    let failure: PublishFailed | undefined
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        const message = workerMessageSchema.parse(JSON.parse(line))
        if (message.type === 'progress') onProgress(message)
        else if (message.type === 'failed')
          failure = new PublishFailed(message.code, message.message)
        else made = message
      }
      const end = await ended
      signal?.throwIfAborted()
      if (made) return made
      throw (
        failure ??
        new PublishFailed('publisher-died', `The publisher died (${end}). ${complaint}`.trim())
      )
    } finally {
      signal?.removeEventListener('abort', stop)
      clearTimeout(killing)
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
