import '../styles/findings.css'
import '../styles/review.css'
import type { Candidate, Job, Me, ReleaseView } from '@charrette/collab-server/contract'
import { jobSchema } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { type FormEvent, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { NothingHere } from './nothing-here.tsx'

const states = {
  submitted: 'Waits for an editor',
  superseded: 'Superseded by a newer candidate',
  returned: 'Sent back',
  approved: 'Approved',
} as const

/** A frozen text, with everything that an editor needs to decide on it. */
export default function ReviewPage({ me, slug, number }: { me: Me; slug: string; number: number }) {
  const candidate = useLoaded(`${slug}/${number}`, () => api.candidate(slug, number))
  const guide = useLoaded(slug, () => api.guide(slug))
  if (candidate.state === 'loading' || guide.state === 'loading')
    return <p className="waiting">Fetching the candidate …</p>
  if (candidate.state === 'failed' || guide.state === 'failed')
    return (
      <NothingHere
        heading="There is no such candidate"
        words="The address may have been mistyped, or you have no part in this guide."
      />
    )
  const { value } = candidate
  const title = `${value.guide.title}, candidate ${value.number}`
  return (
    <PageFrame
      me={me}
      title={title}
      middle={<Link href={`/write/guides/${slug}`}>Back to the draft</Link>}
    >
      <div className="review">
        <header className="review-head">
          <h1>{value.guide.title}</h1>
          <p>
            Candidate {value.number}, submitted by {value.submittedBy.name}
            {value.submittedBy.city ? ` (${value.submittedBy.city})` : ''},{' '}
            {when(value.submittedAt)}
          </p>
          <p className="review-state">{states[value.state]}</p>
          {value.note ? <blockquote className="review-note">{value.note}</blockquote> : null}
          {value.reason ? (
            <p className="review-note">
              {value.decidedBy?.name} sent it back: {value.reason}
            </p>
          ) : null}
        </header>
        {value.state === 'submitted' && may(guide.value.role, 'decide on a candidate') ? (
          <Decision slug={slug} candidate={value} onDecided={candidate.reload} />
        ) : null}
        {value.releaseNumber ? <Publishing slug={slug} number={value.releaseNumber} /> : null}
        <Checks candidate={value} />
        <Changes candidate={value} />
        <section aria-labelledby="text-heading">
          <h2 id="text-heading">The whole text</h2>
          <iframe
            className="rendered"
            title={`${title}: the whole text`}
            sandbox="allow-same-origin"
            src={`/api/guides/${slug}/candidates/${number}/rendered/`}
          />
        </section>
      </div>
    </PageFrame>
  )
}

function Decision({
  slug,
  candidate,
  onDecided,
}: {
  slug: string
  candidate: Candidate
  onDecided: () => void
}) {
  const { revision, erratum } = candidate.nextNumbers
  const [kind, setKind] = useState<'revision' | 'erratum'>('revision')
  const [changelog, setChangelog] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const errors = candidate.findings.filter(({ severity }) => severity === 'error').length

  async function decide(event: FormEvent, attempt: () => Promise<unknown>) {
    event.preventDefault()
    setProblem('')
    try {
      await attempt()
      onDecided()
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was decided.')
    }
  }

  return (
    <section className="decision" aria-labelledby="decision-heading">
      <h2 id="decision-heading">Your decision</h2>
      {problem ? (
        <p className="problem" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="decision-forms">
        <form
          onSubmit={(event) => decide(event, () => api.approve(slug, candidate, kind, changelog))}
        >
          <h3>Approve</h3>
          {errors > 0 ? (
            <p className="problem">
              {errors === 1 ? 'One error must' : `${errors} errors must`} be mended first.
            </p>
          ) : null}
          {erratum ? (
            <fieldset>
              <legend>What kind of release is it?</legend>
              <label className="check">
                <input
                  type="radio"
                  name="kind"
                  checked={kind === 'revision'}
                  onChange={() => setKind('revision')}
                />
                A revision: release {revision}
              </label>
              <label className="check">
                <input
                  type="radio"
                  name="kind"
                  checked={kind === 'erratum'}
                  onChange={() => setKind('erratum')}
                />
                An erratum: release {erratum}
              </label>
            </fieldset>
          ) : (
            <p>It becomes release {revision}.</p>
          )}
          <label htmlFor="changelog">What readers should know of the changes (optional)</label>
          <textarea
            id="changelog"
            rows={3}
            value={changelog}
            onChange={(event) => setChangelog(event.target.value)}
          />
          <p className="hash">
            You approve exactly this text: <code>{candidate.contentHash.slice(0, 16)}</code>
          </p>
          <button type="submit" className="button" disabled={errors > 0}>
            Approve and publish
          </button>
        </form>
        <form
          onSubmit={(event) => decide(event, () => api.sendBack(slug, candidate.number, reason))}
        >
          <h3>Send back</h3>
          <label htmlFor="reason">What should be changed?</label>
          <textarea
            id="reason"
            rows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="button button-quiet">
            Send back
          </button>
        </form>
      </div>
    </section>
  )
}

/** How far the publishing is, live, and the editions when they are there. */
function Publishing({ slug, number }: { slug: string; number: string }) {
  const [job, setJob] = useState<Job | null>(null)
  const [release, setRelease] = useState<ReleaseView | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry listens anew
  useEffect(() => {
    const source = new EventSource(`/api/guides/${slug}/releases/${number}/progress`)
    source.addEventListener('job', (event) => {
      const now = jobSchema.parse(JSON.parse(event.data))
      setJob(now)
      if (now.state !== 'done' && now.state !== 'failed') return
      source.close()
      api.releases(slug).then((all) => setRelease(all.find((one) => one.number === number) ?? null))
    })
    return () => source.close()
  }, [slug, number, attempt])
  return (
    <section className="publishing" aria-labelledby="publishing-heading">
      <h2 id="publishing-heading">Release {number}</h2>
      <p role="status">
        {job === null
          ? 'Asking how far it is …'
          : job.state === 'done'
            ? 'Published.'
            : job.state === 'failed'
              ? `It could not be published: ${job.message}`
              : job.message}
      </p>
      {job && job.state !== 'done' && job.state !== 'failed' ? (
        <progress value={job.progress} max={1} aria-label="Publishing" />
      ) : null}
      {job?.state === 'failed' ? (
        <button
          type="button"
          className="button"
          onClick={() => api.retry(job.id).then(() => setAttempt((count) => count + 1))}
        >
          Try again
        </button>
      ) : null}
      <ul className="editions">
        {release?.editions.map(({ format, href }) => (
          <li key={format}>
            <a href={href}>
              {
                { web: 'Web edition', pdf: 'PDF edition', epub: 'EPUB', docx: 'Word document' }[
                  format
                ]
              }
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Checks({ candidate: { findings } }: { candidate: Candidate }) {
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
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({ candidate: { changes, comparedWith } }: { candidate: Candidate }) {
  const changed = changes.filter(({ kind }) => kind !== 'same')
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">
        {comparedWith ? `What changed since release ${comparedWith}` : 'A first release'}
      </h2>
      {comparedWith === null ? <p>Everything in it is new. Read it below.</p> : null}
      {comparedWith !== null && changed.length === 0 ? <p>Nothing changed.</p> : null}
      {comparedWith !== null
        ? changed.map(({ chapterId, title, kind, blocks }) => (
            <details key={chapterId} className="change" open={changed.length <= 4}>
              <summary>
                {title || 'Untitled'} <span className="mark">{kind}</span>
              </summary>
              {blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
                <p key={index} className={`block block-${block.kind}`}>
                  {block.runs.map((run, place) =>
                    run.kind === 'added' ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <ins key={place}>{run.text}</ins>
                    ) : run.kind === 'removed' ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <del key={place}>{run.text}</del>
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <span key={place}>{run.text}</span>
                    ),
                  )}
                </p>
              ))}
            </details>
          ))
        : null}
    </section>
  )
}

function when(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(iso),
  )
}
