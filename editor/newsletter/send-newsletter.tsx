import type { GuideSummary, Newsletter } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { useEffect, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
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
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was sent.')
    }
  }

  if (!newsletter || !may(role, 'preview the newsletter')) return null
  const { subscribers, sending } = newsletter
  const people =
    subscribers === 1 ? '1 subscriber' : `${subscribers.toLocaleString('en-US')} subscribers`
  return (
    <section className="decision" aria-labelledby="newsletter-heading">
      <h2 id="newsletter-heading">Send the newsletter</h2>
      <p>{people} get it. What is sent is the release that readers see, not the draft.</p>
      <Problem words={problem} />
      <p role="status">{said}</p>
      {sending ? (
        <Progress
          sending={sending}
          onRetry={
            may(role, 'send the newsletter') && sending.job.state === 'failed'
              ? () => attempt(() => api.sendNewsletter(slug, sending.release), 'Trying again …')
              : null
          }
        />
      ) : null}
      <p className="dialog-actions">
        <button
          type="button"
          className="button button-quiet"
          onClick={() =>
            attempt(() => api.previewNewsletter(slug), 'A preview of the draft is in your mail.')
          }
        >
          Send a preview to myself
        </button>
        {newsletter.release && !sending && may(role, 'send the newsletter') && !sure ? (
          <button type="button" className="button" onClick={() => setSure(true)}>
            Send release {newsletter.release} …
          </button>
        ) : null}
      </p>
      {newsletter.release && !sending && sure ? (
        <p className="dialog-actions">
          <strong>It cannot be called back, and it is sent once.</strong>
          <button type="button" className="button button-quiet" onClick={() => setSure(false)}>
            Not yet
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              attempt(() => api.sendNewsletter(slug, newsletter.release ?? ''), 'It is on its way.')
            }
          >
            Send it to {people}
          </button>
        </p>
      ) : null}
      {newsletter.release || sending ? null : (
        <p>It can be sent once a release of it is published.</p>
      )}
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
  const { release, startedAt, startedBy, total, sent, refused, unknown, job } = sending
  return (
    <>
      <p>
        Release {release} was sent off by {startedBy}, {moment(startedAt)}: {sent} of {total} mails
        went out
        {refused > 0 ? `, ${refused} to addresses that do not exist` : ''}
        {unknown > 0 ? `, ${unknown} may not have arrived (the server ended meanwhile)` : ''}.
      </p>
      {job.state === 'failed' || (job.state === 'waiting' && job.attempts > 0) ? (
        <p className="review-note">{job.message}</p>
      ) : null}
      {onRetry ? (
        <button type="button" className="button" onClick={onRetry}>
          Try the others again
        </button>
      ) : null}
    </>
  )
}
