// The thread of update-trial.ts.
import { parentPort, workerData } from 'node:worker_threads'
import * as Y from 'yjs'
import type { Trial } from './update-trial.ts'

const { state, update } = workerData as Trial
const doc = new Y.Doc()
Y.applyUpdate(doc, state)
const before = process.threadCpuUsage()
Y.applyUpdate(doc, update)
const { user, system } = process.threadCpuUsage(before)
parentPort?.postMessage((user + system) / 1000)
