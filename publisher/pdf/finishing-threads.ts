import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'

type Finishing = typeof import('./finishing-work.ts')
type Examining = typeof import('./examining-work.ts')

/** A thread holds a library for PDFs and what it works at: some 50 MB. */
const mostFinishing = 4

interface Threads {
  /** Load what writes PDFs. */
  finishing: Tinypool
  /** Loads what reads them, and remembers what it has read: so there is one. */
  examining: Tinypool
}

let threads: Threads | undefined

/** Starts the threads where there are none, so that they are ready when there is something to do. */
export function readyThreads(): Threads {
  threads ??= {
    finishing: pool('./finishing-work.ts', Math.min(availableParallelism(), mostFinishing)),
    examining: pool('./examining-work.ts', 1),
  }
  return threads
}

function pool(work: string, count: number): Tinypool {
  return new Tinypool({
    filename: fileURLToPath(new URL(work, import.meta.url)),
    runtime: 'worker_threads',
    minThreads: count,
    maxThreads: count,
  })
}

/** Does one of the works in a thread; they do not keep the process alive when there is none. */
export function inThread<Name extends keyof Finishing>(
  name: Name,
  work: Parameters<Finishing[Name]>[0],
): ReturnType<Finishing[Name]> {
  return readyThreads().finishing.run(work, { name }) as ReturnType<Finishing[Name]>
}

/** Examines a finished file in the thread that is for that. */
export function examineInThread(file: Uint8Array): ReturnType<Examining['examine']> {
  return readyThreads().examining.run(file, { name: 'examine' }) as ReturnType<Examining['examine']>
}
