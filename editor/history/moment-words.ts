import type { GuideHistory } from '@charrette/collab-server/contract'
import { moment } from '../review/moments.ts'

type Sitting = GuideHistory['sittings'][number]

/** A day in the reader's own time zone: "Tuesday, November 24, 2026". */
export function dayOf(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'full' }).format(new Date(iso))
}

export function timeOf(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { timeStyle: 'short' }).format(new Date(iso))
}

/** Somebody with their city: "Ana Duarte, Riverbend". */
export const whoseWords = ({ name, city }: { name: string; city: string }): string =>
  city ? `${name}, ${city}` : name

/** What one did in a sitting, in a few words. */
export function workWords({ chapters, around, suggested }: Sitting): string[] {
  return [
    ...chapters.map(({ title, added, removed }) => {
      const amounts = [
        ...(added > 0 ? [`+${added.toLocaleString('en-US')}`] : []),
        ...(removed > 0 ? [`−${removed.toLocaleString('en-US')}`] : []),
      ]
      return `${title || 'Untitled'}${amounts.length > 0 ? ` (${amounts.join(', ')} characters)` : ''}`
    }),
    ...(around ? ['Front matter, sources or pictures'] : []),
    ...(suggested ? ['Suggestions'] : []),
  ]
}

/** A version as one chooses it from a list. */
export interface Choice {
  ref: string
  words: string
}

/** Everything that can be compared: the present, the named versions, and the end of every sitting. */
export function choicesOf({ versions, sittings }: GuideHistory): Choice[] {
  const named = versions.map(({ ref, name, at }) => ({ ref, words: `${name} (${moment(at)})` }))
  const moments = sittings.map(({ lastSeq, by, to }) => ({
    ref: `u${lastSeq}`,
    words: `After ${whoseWords(by)}, ${moment(to)}`,
  }))
  const known = new Set<string>()
  return [{ ref: 'now', words: 'The present text' }, ...named, ...moments].filter(
    ({ ref }) => !known.has(ref) && known.add(ref),
  )
}
