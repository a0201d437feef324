import { Worker } from 'node:worker_threads'

// Where an item is put between two others, Yjs goes through all that stands between them. Whoever
// makes up thousands of items that nobody could have written so makes it go through millions: 128 kB
// stood still a server, and everybody's browser, for twenty seconds. Whether an update is such a one
// cannot be seen from it, so a large one is applied to a copy first, on a thread that can be ended.

/** Milliseconds of the processor's time for which everybody may wait on one update … */
const MAX_WORK = 1_500
/** … and more for a large one, a megabyte. */
const MORE_WORK = 1_000
/** Milliseconds after which a trial is given up, however busy the machine. */
const PATIENCE = 10_000
/** Megabytes. */
const MAX_MEMORY = 512

export interface Trial {
  /** The guide's whole state. */
  state: Uint8Array
  update: Uint8Array
}

/** One at a time: whoever sends many of them waits, and those who write do not. */
let last: Promise<unknown> = Promise.resolve()

/** Whether an update can be applied within the time that all others may be kept waiting. */
export function tryOut(trial: Trial): Promise<boolean> {
  const outcome = last.then(() => run(trial))
  last = outcome
  return outcome
}

async function run(trial: Trial): Promise<boolean> {
  const most = MAX_WORK + (MORE_WORK * trial.update.length) / 2 ** 20
  const thread = new Worker(new URL('./update-trial-thread.ts', import.meta.url), {
    workerData: trial,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE)
      thread.on('message', (work: number) => resolve(work <= most))
      thread.on('error', () => resolve(false))
      thread.on('exit', () => resolve(false))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
