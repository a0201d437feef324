import { type Messages, words } from '../messages/index.ts'

/** What no chapter holds, by its name in the messages. */
export type Lost = keyof Messages['writing']['lost']

/** What a paste brings beside its text. */
export interface Pasted {
  /** Pictures that came along, by the path that their figures name; they have yet to be uploaded. */
  pictures: { path: string; file: File }[]
  /** What was not carried over: how many of what. */
  lost: Map<Lost, { count: number; names: string[] }>
}

export const nothingPasted = (): Pasted => ({ pictures: [], lost: new Map() })

/** Notes that something is not carried over. */
export function lose({ lost }: Pasted, what: Lost, name = ''): void {
  const known = lost.get(what) ?? { count: 0, names: [] }
  known.count++
  if (name) known.names.push(name)
  lost.set(what, known)
}

/** Says what was not carried over; empty where all was. */
export function lossWords({ lost }: Pasted): string {
  if (lost.size === 0) return ''
  const parts = [...lost].map(([what, { count, names }]) => {
    const named = names.slice(0, 3).map((name) => `“${name}”`)
    if (names.length > 3) named.push('…')
    return `${words().writing.lost[what](count)}${named.length > 0 ? ` (${named.join(', ')})` : ''}`
  })
  return words().writing.notCarried(parts.join('; '))
}
