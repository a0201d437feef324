import type { Readers } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { moment } from '../review/moments.ts'

/** What readers wrote, with the way to where it stands beside the text. */
export function FeedbackList({ slug, feedback }: { slug: string; feedback: Readers['feedback'] }) {
  return (
    <section aria-labelledby="feedback-heading">
      <h2 id="feedback-heading">What readers wrote</h2>
      {feedback.length === 0 ? (
        <p className="readers-none">
          Nobody has written yet. Every chapter of the web edition asks its readers what their city
          did.
        </p>
      ) : (
        <ul className="feedback-list">
          {feedback.map((one) => (
            <li key={one.id}>
              <p className="feedback-head">
                <strong>
                  {one.kind === 'example' ? 'A city example from a reader' : 'A reader'}, {one.city}
                </strong>{' '}
                <time dateTime={one.at}>{moment(one.at)}</time>
              </p>
              <p className="feedback-text">{one.text}</p>
              <p className="feedback-place">
                {one.chapterIsThere ? (
                  <Link href={`/write/guides/${slug}/chapters/${one.chapterId}`}>
                    {one.chapterTitle}
                  </Link>
                ) : (
                  one.chapterTitle
                )}
                , edition {one.number}. {whereItStands(one)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function whereItStands({ arrivedAs, chapterIsThere }: Readers['feedback'][number]): string {
  if (arrivedAs === null) return 'On its way to the text.'
  if (arrivedAs === 'suggestion') return 'A suggestion at the end of the chapter.'
  return chapterIsThere
    ? 'A comment on the chapter.'
    : 'A comment of the guide; the chapter was deleted.'
}
