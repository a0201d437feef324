import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'

type Works = typeof import('./finishing-work.ts')

/** A thread holds the libraries that read and write PDFs, and a guide's file: some 100 MB. */
const mostThreads = 4

let threads: Tinypool | undefined

/** Starts the threads where there are none, so that they are ready when there is something to do. */
export function readyThreads(): Tinypool {
  const count = Math.min(availableParallelism(), mostThreads)
  threads ??= new Tinypool({
    filename: fileURLToPath(new URL('./finishing-work.ts', import.meta.url)),
    runtime: 'worker_threads',
    minThreads: count,
    maxThreads: count,
  })
  return threads
}

/** Does one of the works in a thread; they do not keep the process alive when there is none. */
export function inThread<Name extends keyof Works>(
  name: Name,
  work: Parameters<Works[Name]>[0],
): ReturnType<Works[Name]> {
  return readyThreads().run(work, { name }) as ReturnType<Works[Name]>
}
