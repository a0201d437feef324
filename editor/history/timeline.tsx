import type { GuideHistory } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { words } from '../messages/index.ts'
import { dayOf, timeOf, versionName, whoseWords, workWords } from './moment-words.ts'

interface Entry {
  key: string
  at: string
  kind: 'sitting' | 'version' | 'restoration'
  heading: string
  lines: string[]
  links: { words: string; href: string }[]
}

/** Who wrote when, the versions, and what was brought back: newest first, day by day. */
export function Timeline({ slug, history }: { slug: string; history: GuideHistory }) {
  const days = new Map<string, Entry[]>()
  for (const entry of entriesOf(slug, history)) {
    const day = dayOf(entry.at)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days].map(([day, entries]) => (
    <section key={day} className="history-day" aria-label={day}>
      <h3>{day}</h3>
      <ol>
        {entries.map(({ key, at, kind, heading, lines, links }) => (
          <li key={key} className={`moment moment-${kind}`}>
            <p className="moment-head">
              <strong>{heading}</strong> <time dateTime={at}>{timeOf(at)}</time>
            </p>
            {lines.length > 0 ? (
              <ul className="moment-lines">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
            <p className="moment-links">
              {links.map(({ words, href }) => (
                <Link key={words} href={href}>
                  {words}
                  <span className="visually-hidden">{`: ${heading}, ${timeOf(at)}`}</span>
                </Link>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  ))
}

function entriesOf(
  slug: string,
  { sittings, versions, restorations, olderThan }: GuideHistory,
): Entry[] {
  const compare = (from: string, to: string) =>
    `/write/guides/${slug}/history?from=${from}&to=${to}`
  // What is older than the sittings shown comes with those.
  const oldest = olderThan === null ? '' : (sittings.map(({ to }) => to).sort()[0] ?? '')
  return [
    ...sittings.map((sitting): Entry => {
      const { firstSeq, lastSeq, by, from, to } = sitting
      return {
        key: `u${firstSeq}`,
        at: to,
        kind: 'sitting',
        heading: whoseWords(by),
        lines: [
          ...workWords(sitting),
          ...(timeOf(from) === timeOf(to) ? [] : [words().history.fromOn(timeOf(from))]),
        ],
        links: [
          {
            words: words().history.changedMeanwhile,
            href: compare(`u${firstSeq - 1}`, `u${lastSeq}`),
          },
          { words: words().history.compareWithPresent, href: compare(`u${lastSeq}`, 'now') },
        ],
      }
    }),
    ...versions.map(
      ({ ref, kind, name, at, by }): Entry => ({
        key: `${kind} ${ref} ${at}`,
        at,
        kind: 'version',
        heading: versionName({ ref, kind, name, at, by }),
        lines: [
          (kind === 'named' ? words().history.namedBy : words().history.submittedBy)(
            whoseWords(by),
          ),
        ],
        links: [{ words: words().history.compareWithPresent, href: compare(ref, 'now') }],
      }),
    ),
    ...restorations.map(
      ({ at, by, version, chapterTitle }): Entry => ({
        key: `restored ${at} ${chapterTitle}`,
        at,
        kind: 'restoration',
        heading:
          chapterTitle === null
            ? words().history.broughtBackAll(whoseWords(by))
            : words().history.broughtBack(whoseWords(by), chapterTitle || words().untitled),
        lines: version ? [words().history.asIn(version)] : [],
        links: [],
      }),
    ),
  ]
    .filter(({ at }) => at >= oldest)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
