import type { Candidate } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { inOurWords, useWords } from '../messages/index.ts'

/** What the release checks found, each one click from its place in the draft. */
export function CandidateChecks({
  slug,
  candidate: { findings },
}: {
  slug: string
  candidate: Candidate
}) {
  const say = useWords().review
  return (
    <section aria-labelledby="review-checks">
      <h2 id="review-checks">{say.releaseChecks}</h2>
      {findings.length === 0 ? <p>{say.nothingToMend}</p> : null}
      <ul className="findings">
        {findings.map((finding) => (
          <li
            key={`${finding.ruleId}/${finding.chapterId}/${finding.quote}/${finding.message}`}
            className={`finding finding-${finding.severity}`}
          >
            <p className="finding-message">
              <span className="finding-kind">
                {finding.severity === 'error' ? say.mustMend : say.lookAt}
              </span>{' '}
              {inOurWords(finding.message)}
            </p>
            <p className="finding-mend">
              {finding.chapterTitle ? `${finding.chapterTitle}: ` : ''}
              {inOurWords(finding.mend)}
            </p>
            {finding.chapterId ? (
              <Link href={`/write/guides/${slug}/chapters/${finding.chapterId}`}>
                {finding.quote
                  ? say.goToQuote(finding.quote)
                  : say.goTo(finding.chapterTitle || say.theChapter)}
              </Link>
            ) : (
              <Link href={`/write/guides/${slug}`}>{say.goToDraft}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
