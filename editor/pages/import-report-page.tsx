import '../styles/word.css'
import '../styles/findings.css'
import type { ImportReport, Me } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { NothingHere } from './nothing-here.tsx'

/** What became of a Word file: what is there now, and what was not carried over. */
export default function ImportReportPage({ me, slug, id }: { me: Me; slug: string; id: string }) {
  const report = useLoaded(`import ${slug} ${id}`, () => api.importReport(slug, id))
  if (report.state === 'loading') return <p className="waiting">Opening the report …</p>
  if (report.state === 'failed')
    return <NothingHere heading="There is no such report" words={report.error.message} />
  return <Report me={me} slug={slug} report={report.value} />
}

function Report({ me, slug, report }: { me: Me; slug: string; report: ImportReport }) {
  const { fileName, by, at, kind, chapters, findings } = report
  const [first] = chapters
  const open = first ? `/write/guides/${slug}/chapters/${first.id}` : `/write/guides/${slug}`
  const groups = grouped(findings)
  return (
    <PageFrame me={me} title={`Report on ${fileName}`}>
      <div className="shelf word-report">
        <h1>{kind === 'chapters' ? 'Brought in from Word' : 'Back from Word'}</h1>
        <p className="word-report-file">
          {fileName}, by {by},{' '}
          {new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(
            new Date(at),
          )}
        </p>
        <ul className="marks">
          {counts(report).map((words) => (
            <li key={words} className="mark">
              {words}
            </li>
          ))}
        </ul>
        <p>
          <Link className="button" href={open}>
            {kind === 'chapters' ? 'Open the first new chapter' : 'Open the chapter'}
          </Link>
        </p>
        {report.suggestions > 0 ? <p>{suggestionWords(report)}</p> : null}
        {report.comments > 0 ? (
          <p>
            Comments stand beside their words, in the name of {by}, with who wrote them in Word.
          </p>
        ) : null}
        {chapters.length > 1 ? (
          <section aria-labelledby="chapters-heading">
            <h2 id="chapters-heading">Chapters</h2>
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
          <h2 id="lost-heading">What to look at</h2>
          {groups.length === 0 ? (
            <p>Nothing: everything in the file was carried over.</p>
          ) : (
            <ul className="findings">
              {groups.map(({ message, mend, places }) => (
                <li key={message} className="finding">
                  <p className="finding-message">{message}</p>
                  <p className="finding-mend">{mend}</p>
                  {places.length > 0 ? (
                    <ul className="word-places">
                      {places.map(({ key, quote, chapterId, chapterTitle }) => (
                        <li key={key}>
                          {quote ? `“${quote}”` : ''}
                          {quote && chapterTitle ? ' in ' : ''}
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

const count = (number: number, noun: string): string[] =>
  number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`]

const counts = ({ chapters, pictures, comments, suggestions }: ImportReport): string[] => [
  ...count(chapters.length, 'chapter'),
  ...count(pictures, 'picture'),
  ...count(comments, 'comment'),
  ...count(suggestions, 'suggestion'),
]

function suggestionWords({ kind, by, suggestedBy, suggestions }: ImportReport): string {
  if (suggestions === 0) return ''
  if (kind === 'suggestions')
    return `What was changed in Word stands in the chapter as suggestions by ${by}: accept or reject each, or all at once.`
  const authors = suggestedBy.length > 0 ? ` of ${suggestedBy.join(', ')}` : ''
  return `The tracked changes${authors} stand in the text as suggestions by ${by}: accept or reject each, or all at once.`
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
