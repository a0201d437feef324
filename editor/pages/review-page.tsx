import '../styles/findings.css'
import '../styles/review.css'
import type { Me } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { Approvals } from '../review/approvals.tsx'
import { CandidateChecks } from '../review/candidate-checks.tsx'
import { Changes } from '../review/changes.tsx'
import { Decision } from '../review/decision.tsx'
import { GuideLinks } from '../review/guide-links.tsx'
import { moment } from '../review/moments.ts'
import { Publishing } from '../review/publishing.tsx'
import { NothingHere } from './nothing-here.tsx'

/** A frozen text, with everything that an editor needs to decide on it. */
export default function ReviewPage({ me, slug, number }: { me: Me; slug: string; number: number }) {
  const say = useWords().review
  const candidate = useLoaded(`${slug}/${number}`, () => api.candidate(slug, number))
  const [said, setSaid] = useState('')
  const guide = useLoaded(slug, () => api.guide(slug))
  if (candidate.state === 'loading' || guide.state === 'loading')
    return <p className="waiting">{say.fetchingCandidate}</p>
  if (candidate.state === 'failed' || guide.state === 'failed')
    return <NothingHere heading={say.noCandidate} words={words().noGuideWords} />
  const { value } = candidate
  const title = say.candidateOf(value.guide.title, value.number)
  return (
    <PageFrame me={me} title={title} middle={<GuideLinks slug={slug} role={guide.value.role} />}>
      <div className="review">
        <header className="review-head">
          <h1>{value.guide.title}</h1>
          <p>
            {say.submittedBy(
              value.number,
              value.submittedBy.name,
              value.submittedBy.city ? ` (${value.submittedBy.city})` : '',
              moment(value.submittedAt),
            )}
          </p>
          <p className="review-state">
            {value.kind === 'erratum' ? say.anErratum : ''}
            {say.states[value.state]}
          </p>
          <p role="status" className="outcome">
            {said}
          </p>
          {value.erratum ? (
            <p className="review-note">
              {say.corrects(value.erratum.chapterTitle, value.erratum.reason)}
            </p>
          ) : null}
          {value.note ? <blockquote className="review-note">{value.note}</blockquote> : null}
          {value.reason ? (
            <p className="review-note">
              {say.sentItBack(value.decidedBy?.name ?? '', value.reason)}
            </p>
          ) : null}
        </header>
        {value.state === 'submitted' && may(guide.value.role, 'decide on a candidate') ? (
          <Decision
            key={`${value.contentHash} ${value.parts.map(({ approvals }) => approvals.length)}`}
            me={me}
            slug={slug}
            candidate={value}
            onDecided={(words) => {
              setSaid(words)
              candidate.reload()
            }}
          />
        ) : null}
        {value.releaseNumber ? <Publishing slug={slug} number={value.releaseNumber} /> : null}
        <Approvals slug={slug} candidate={value} />
        <CandidateChecks slug={slug} candidate={value} />
        <Changes candidate={value} />
        <section aria-labelledby="text-heading">
          <h2 id="text-heading">{say.wholeText}</h2>
          <iframe
            className="rendered"
            title={say.wholeTextOf(title)}
            sandbox="allow-same-origin"
            src={`/api/guides/${slug}/candidates/${number}/rendered/`}
          />
        </section>
      </div>
    </PageFrame>
  )
}
