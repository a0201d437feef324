import { z } from 'zod'
import { manifestSchema } from './manifest.ts'

/** One line of the worker's standard output. */
export const workerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: z.number(), message: z.string() }),
  z.object({ type: z.literal('done'), manifest: manifestSchema }),
  z.object({ type: z.literal('printed') }),
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
])
export type WorkerMessage = z.infer<typeof workerMessageSchema>
