import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiRefusal } from './problem.ts'

/** A browser that is still sending is listened to for so long, in bytes. */
const PATIENCE = 100 * 1024 * 1024

/**
 * Refuses bodies over a size with a problem that people can read.
 *
 * @param bytes the most that is let in.
 * @param what has that limit, as the subject of a sentence: "A picture".
 */
export function limitBody(bytes: number, what: string): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: async (c) => {
      // A browser that is cut off while it sends shows "network error" and not our answer: what it
      // sends is read and thrown away.
      let read = 0
      for await (const chunk of c.req.raw.body ?? []) {
        read += chunk.length
        if (read > PATIENCE) break
      }
      throw new ApiRefusal(
        413,
        'too-large',
        'Too large',
        `${what} may have ${bytes / 1024 / 1024} MB at most.`,
      )
    },
  })
}
