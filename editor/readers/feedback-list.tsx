import type { Readers } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { useWords, words } from '../messages/index.ts'
import { moment } from '../review/moments.ts'

/** What readers wrote, with the way to where it stands beside the text. */
export function FeedbackList({ slug, feedback }: { slug: string; feedback: Readers['feedback'] }) {
  const say = useWords().readers
  return (
    <section aria-labelledby="feedback-heading">
      <h2 id="feedback-heading">{say.feedback}</h2>
      {feedback.length === 0 ? (
        <p className="readers-none">{say.noFeedback}</p>
      ) : (
        <ul className="feedback-list">
          {feedback.map((one) => (
            <li key={one.id}>
              <p className="feedback-head">
                <strong>
                  {one.kind === 'example' ? say.exampleFrom : say.reader}, {one.city}
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
                {say.edition(one.number)}
                {whereItStands(one)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function whereItStands({ arrivedAs, chapterIsThere }: Readers['feedback'][number]): string {
  if (arrivedAs === null) return words().readers.onItsWay
  if (arrivedAs === 'suggestion') return words().readers.asSuggestion
  return chapterIsThere ? words().readers.asComment : words().readers.asGuideComment
}
