import type { GuideSummary, Newsletter } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { useEffect, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, useWords } from '../messages/index.ts'
import { moment } from '../review/moments.ts'

/** How often a sending that goes on is looked at, in milliseconds. */
const LOOK_AGAIN = 2000

/** A newsletter's way to its subscribers: a preview to oneself, and sending it off, once. */
export function SendNewsletter({
  guide,
  release,
}: {
  guide: GuideSummary
  release: string | null
}) {
  const say = useWords().newsletter
  const { slug, role } = guide
  // Drawn anew when another release is published.
  const loaded = useLoaded(`newsletter ${slug} ${release}`, () => api.newsletter(slug))
  const [changed, setChanged] = useState<Newsletter | null>(null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const [sure, setSure] = useState(false)
  const newsletter = changed ?? (loaded.state === 'loaded' ? loaded.value : null)
  const goesOn =
    newsletter?.sending?.job.state === 'waiting' || newsletter?.sending?.job.state === 'running'

  useEffect(() => {
    if (!goesOn) return
    const timer = setInterval(() => {
      // What cannot be fetched now is fetched the next time.
      api.newsletter(slug).then(setChanged, () => {})
    }, LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [goesOn, slug])

  async function attempt(action: () => Promise<Newsletter>, done: string) {
    setProblem('')
    setSaid('')
    try {
      setChanged(await action())
      setSaid(done)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.nothingSent)
    }
  }

  if (!newsletter || !may(role, 'preview the newsletter')) return null
  const { subscribers, sending } = newsletter
  const people = say.subscribers(subscribers)
  return (
    <section className="decision" aria-labelledby="newsletter-heading">
      <h2 id="newsletter-heading">{say.heading}</h2>
      <p>{say.lede(people)}</p>
      <Problem words={problem} />
      <p role="status">{said}</p>
      {sending ? (
        <Progress
          sending={sending}
          onRetry={
            may(role, 'send the newsletter') && sending.job.state === 'failed'
              ? () => attempt(() => api.sendNewsletter(slug, sending.release), say.tryingAgain)
              : null
          }
        />
      ) : null}
      <p className="dialog-actions">
        <button
          type="button"
          className="button button-quiet"
          onClick={() => attempt(() => api.previewNewsletter(slug), say.previewSent)}
        >
          {say.preview}
        </button>
        {newsletter.release && !sending && may(role, 'send the newsletter') && !sure ? (
          <button type="button" className="button" onClick={() => setSure(true)}>
            {say.sendRelease(newsletter.release)}
          </button>
        ) : null}
      </p>
      {newsletter.release && !sending && sure ? (
        <p className="dialog-actions">
          <strong>{say.onlyOnce}</strong>
          <button type="button" className="button button-quiet" onClick={() => setSure(false)}>
            {say.notYet}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              attempt(() => api.sendNewsletter(slug, newsletter.release ?? ''), say.onItsWay)
            }
          >
            {say.sendTo(people)}
          </button>
        </p>
      ) : null}
      {newsletter.release || sending ? null : <p>{say.onceReleased}</p>}
    </section>
  )
}

function Progress({
  sending,
  onRetry,
}: {
  sending: NonNullable<Newsletter['sending']>
  onRetry: (() => void) | null
}) {
  const say = useWords().newsletter
  const { release, startedAt, startedBy, total, sent, refused, unknown, job } = sending
  return (
    <>
      <p>
        {say.progress(release, startedBy, moment(startedAt), sent, total)}
        {refused > 0 ? say.refused(refused) : ''}
        {unknown > 0 ? say.unknown(unknown) : ''}.
      </p>
      {job.state === 'failed' || (job.state === 'waiting' && job.attempts > 0) ? (
        <p className="review-note">{inOurWords(job.message)}</p>
      ) : null}
      {onRetry ? (
        <button type="button" className="button" onClick={onRetry}>
          {say.retry}
        </button>
      ) : null}
    </>
  )
}
