/** What a paste brings beside its text. */
export interface Pasted {
  /** Pictures that came along, by the path that their figures name; they have yet to be uploaded. */
  pictures: { path: string; file: File }[]
  /** What was not carried over: how many of what, "picture that lies elsewhere". */
  lost: Map<string, { count: number; names: string[] }>
}

export const nothingPasted = (): Pasted => ({ pictures: [], lost: new Map() })

/** Notes that something is not carried over. */
export function lose({ lost }: Pasted, what: string, name = ''): void {
  const known = lost.get(what) ?? { count: 0, names: [] }
  known.count++
  if (name) known.names.push(name)
  lost.set(what, known)
}

/** Says what was not carried over; empty where all was. */
export function lossWords({ lost }: Pasted): string {
  if (lost.size === 0) return ''
  const parts = [...lost].map(([what, { count, names }]) => {
    const [noun = '', rest = ''] = what.split(/(?= that | without )(.*)/s)
    const named = names.slice(0, 3).map((name) => `“${name}”`)
    if (names.length > 3) named.push('…')
    return `${count} ${noun}${count === 1 ? '' : 's'}${rest}${named.length > 0 ? ` (${named.join(', ')})` : ''}`
  })
  return `Not carried over by this paste: ${parts.join('; ')}.`
}
