import { deserialize, serialize } from 'node:v8'
import type { KeptFiles } from '../kept-files.ts'
import { keyOf } from '../made-of.ts'

/** What was made of pieces before, by all that it was made of. */
export interface KeptPieces {
  /**
   * @param made all that it is made of beside what holds for the whole print, as plain values.
   * @returns what was kept, or null.
   */
  find<T>(kind: Kind<T>, made: unknown): Promise<T | null>
  keep<T>(kind: Kind<T>, made: unknown, value: T): void
  /** Done once all is kept, or cannot be. */
  settled(): Promise<void>
}

/** What is kept under a name is of one type, which structured clone can carry. */
export interface Kind<T> {
  readonly name: string
  /** Nothing is ever here: it ties the type to the name. */
  readonly of?: T
}

/** @param printMadeOf what holds for the whole print, as plain values. */
export function keptPieces(files: KeptFiles, printMadeOf: unknown): KeptPieces {
  // Long: hashed once, not for every piece.
  const print = keyOf(printMadeOf)
  const key = ({ name }: Kind<unknown>, made: unknown): string => keyOf([print, name, made])
  const keeping: Promise<void>[] = []
  return {
    async find<T>(kind: Kind<T>, made: unknown): Promise<T | null> {
      const bytes = await files.read(key(kind, made))
      // Of our own writing, by the sources that are in the key, and unharmed.
      return bytes && (deserialize(bytes) as T)
    },
    keep: (kind, made, value) => {
      keeping.push(files.keep(key(kind, made), serialize(value)))
    },
    settled: async () => {
      if (keeping.length === 0) return
      await Promise.all(keeping)
      await files.forgetOldest()
    },
  }
}

/** For a print that nothing is kept of. */
export const keepsNothing: KeptPieces = {
  find: async () => null,
  keep: () => {},
  settled: async () => {},
}
