import type { GuideHistory } from '@charrette/collab-server/contract'
import { inOurWords, locale, words } from '../messages/index.ts'
import { moment } from '../review/moments.ts'

type Sitting = GuideHistory['sittings'][number]

/** A day in the reader's own time zone: "Tuesday, November 24, 2026". */
export function dayOf(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'full' }).format(new Date(iso))
}

export function timeOf(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(iso))
}

/** Somebody with their city: "Ana Duarte, Riverbend". */
export const whoseWords = ({ name, city }: { name: string; city: string }): string =>
  city ? `${name}, ${city}` : name

/** What one did in a sitting, in a few words. */
export function workWords({ chapters, around, suggested }: Sitting): string[] {
  return [
    ...chapters.map(({ title, added, removed }) => {
      const amounts = [
        ...(added > 0 ? [`+${added.toLocaleString(locale())}`] : []),
        ...(removed > 0 ? [`−${removed.toLocaleString(locale())}`] : []),
      ]
      return `${title || words().untitled}${amounts.length > 0 ? words().history.characters(amounts.join(', ')) : ''}`
    }),
    ...(around ? [words().history.around] : []),
    ...(suggested ? [words().history.suggestions] : []),
  ]
}

/** What its namer called a version; the server's word for a candidate or a release. */
export const versionName = ({ kind, name }: GuideHistory['versions'][number]): string =>
  kind === 'named' ? name : inOurWords(name)

/** A version as one chooses it from a list. */
export interface Choice {
  ref: string
  words: string
}

/** Everything that can be compared: the present, the named versions, and the end of every sitting. */
export function choicesOf({ versions, sittings }: GuideHistory): Choice[] {
  const named = versions.map((version) => ({
    ref: version.ref,
    words: `${versionName(version)} (${moment(version.at)})`,
  }))
  const moments = sittings.map(({ lastSeq, by, to }) => ({
    ref: `u${lastSeq}`,
    words: words().history.after(whoseWords(by), moment(to)),
  }))
  const known = new Set<string>()
  return [{ ref: 'now', words: words().history.present }, ...named, ...moments].filter(
    ({ ref }) => !known.has(ref) && known.add(ref),
  )
}
