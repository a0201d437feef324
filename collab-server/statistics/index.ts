export { openReadCounter, type ReadCounter } from './read-counter.ts'
export { readsOf } from './reads-of.ts'
export { whatWasRead } from './what-was-read.ts'
