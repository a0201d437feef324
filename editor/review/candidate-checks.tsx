import type { Candidate } from '@charrette/collab-server/contract'
import { Link } from 'wouter'

/** What the release checks found, each one click from its place in the draft. */
export function CandidateChecks({
  slug,
  candidate: { findings },
}: {
  slug: string
  candidate: Candidate
}) {
  return (
    <section aria-labelledby="review-checks">
      <h2 id="review-checks">Release checks</h2>
      {findings.length === 0 ? <p>Nothing to mend.</p> : null}
      <ul className="findings">
        {findings.map((finding) => (
          <li
            key={`${finding.ruleId}/${finding.chapterId}/${finding.quote}/${finding.message}`}
            className={`finding finding-${finding.severity}`}
          >
            <p className="finding-message">
              <span className="finding-kind">
                {finding.severity === 'error' ? 'Must mend' : 'Look at'}
              </span>{' '}
              {finding.message}
            </p>
            <p className="finding-mend">
              {finding.chapterTitle ? `${finding.chapterTitle}: ` : ''}
              {finding.mend}
            </p>
            {finding.chapterId ? (
              <Link href={`/write/guides/${slug}/chapters/${finding.chapterId}`}>
                {finding.quote
                  ? `Go to “${finding.quote}”`
                  : `Go to ${finding.chapterTitle || 'the chapter'}`}
              </Link>
            ) : (
              <Link href={`/write/guides/${slug}`}>Go to the draft</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
