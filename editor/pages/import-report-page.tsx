import '../styles/word.css'
import '../styles/findings.css'
import type { ImportReport, Me } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, locale, useWords, words } from '../messages/index.ts'
import { NothingHere } from './nothing-here.tsx'

/** What became of a Word file: what is there now, and what was not carried over. */
export default function ImportReportPage({ me, slug, id }: { me: Me; slug: string; id: string }) {
  const say = useWords().importing
  const report = useLoaded(`import ${slug} ${id}`, () => api.importReport(slug, id))
  if (report.state === 'loading') return <p className="waiting">{say.opening}</p>
  if (report.state === 'failed')
    return <NothingHere heading={say.noReport} words={report.error.message} />
  return <Report me={me} slug={slug} report={report.value} />
}

function Report({ me, slug, report }: { me: Me; slug: string; report: ImportReport }) {
  const say = useWords().importing
  const { fileName, by, at, kind, chapters, findings } = report
  const [first] = chapters
  const open = first ? `/write/guides/${slug}/chapters/${first.id}` : `/write/guides/${slug}`
  const groups = grouped(findings)
  return (
    <PageFrame me={me} title={say.reportOn(fileName)}>
      <div className="shelf word-report">
        <h1>{kind === 'chapters' ? say.broughtIn : say.back}</h1>
        <p className="word-report-file">
          {say.byWhen(
            fileName,
            by,
            new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
              new Date(at),
            ),
          )}
        </p>
        <ul className="marks">
          {counts(report).map((count) => (
            <li key={count} className="mark">
              {count}
            </li>
          ))}
        </ul>
        <p>
          <Link className="button" href={open}>
            {kind === 'chapters' ? say.openFirst : say.openChapter}
          </Link>
        </p>
        {report.suggestions > 0 ? <p>{suggestionWords(report)}</p> : null}
        {report.comments > 0 ? <p>{say.commentsStand(by)}</p> : null}
        {chapters.length > 1 ? (
          <section aria-labelledby="chapters-heading">
            <h2 id="chapters-heading">{say.chapters}</h2>
            <ol>
              {chapters.map(({ id, title }) => (
                <li key={id}>
                  <Link href={`/write/guides/${slug}/chapters/${id}`}>{title}</Link>
                </li>
              ))}
            </ol>
          </section>
        ) : null}
        <section aria-labelledby="lost-heading">
          <h2 id="lost-heading">{say.lookAt}</h2>
          {groups.length === 0 ? (
            <p>{say.nothingLost}</p>
          ) : (
            <ul className="findings">
              {groups.map(({ message, mend, places }) => (
                <li key={message} className="finding">
                  <p className="finding-message">{inOurWords(message)}</p>
                  <p className="finding-mend">{inOurWords(mend)}</p>
                  {places.length > 0 ? (
                    <ul className="word-places">
                      {places.map(({ key, quote, chapterId, chapterTitle }) => (
                        <li key={key}>
                          {quote ? `“${quote}”` : ''}
                          {quote && chapterTitle ? say.quoteIn : ''}
                          {chapterId ? (
                            <Link href={`/write/guides/${slug}/chapters/${chapterId}`}>
                              {chapterTitle}
                            </Link>
                          ) : (
                            chapterTitle
                          )}
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </PageFrame>
  )
}

function counts({ chapters, pictures, comments, suggestions }: ImportReport): string[] {
  const say = words().importing.counts
  return [
    ...(chapters.length > 0 ? [say.chapters(chapters.length)] : []),
    ...(pictures > 0 ? [say.pictures(pictures)] : []),
    ...(comments > 0 ? [say.comments(comments)] : []),
    ...(suggestions > 0 ? [say.suggestions(suggestions)] : []),
  ]
}

function suggestionWords({ kind, by, suggestedBy, suggestions }: ImportReport): string {
  if (suggestions === 0) return ''
  if (kind === 'suggestions') return words().importing.changesStand(by)
  const authors = suggestedBy.length > 0 ? words().importing.ofAuthors(suggestedBy.join(', ')) : ''
  return words().importing.trackedStand(authors, by)
}

/** The same thing at several places is said once. */
function grouped(findings: ImportReport['findings']) {
  const groups = new Map<
    string,
    {
      message: string
      mend: string
      places: { key: string; quote: string; chapterId: string | null; chapterTitle: string }[]
    }
  >()
  for (const { message, mend, quote, chapterId, chapterTitle } of findings) {
    const group = groups.get(message) ?? { message, mend, places: [] }
    if (quote || chapterTitle)
      group.places.push({ key: `${group.places.length}`, quote, chapterId, chapterTitle })
    groups.set(message, group)
  }
  return [...groups.values()]
}
