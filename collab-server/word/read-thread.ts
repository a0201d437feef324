// The thread of read-in-thread.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { importWord, WordRefusal } from '@charrette/guides/word'
import type { ReadRequest, ThreadAnswer } from './read-in-thread.ts'

const { bytes, options } = workerData as ReadRequest
const say = (answer: ThreadAnswer): void => parentPort?.postMessage(answer)
try {
  say({ imported: await importWord(bytes, options) })
} catch (error) {
  if (error instanceof WordRefusal) say({ refusal: { code: error.code, message: error.message } })
  else say({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
