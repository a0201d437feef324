import type { Candidate, LocalTime, Me } from '@charrette/collab-server/contract'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { inOurWords, useWords } from '../messages/index.ts'
import { PublicationTimeFields } from './publication-time-fields.tsx'

/** Where an editor approves a candidate, or parts of it, or sends it back. */
export function Decision({
  me,
  slug,
  candidate,
  onDecided,
}: {
  me: Me
  slug: string
  candidate: Candidate
  onDecided: (said: string) => void
}) {
  const say = useWords().review
  const mine = (approvals: Candidate['parts'][number]['approvals']) =>
    approvals.some(({ accountId }) => accountId === me.account.id)
  const open = candidate.parts.filter(({ approvals }) => !mine(approvals))
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const [changelog, setChangelog] = useState(candidate.changelog)
  const [publishAt, setPublishAt] = useState<LocalTime | null>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const waitsForOthers =
    open.length === 0 && candidate.parts.some(({ missing }) => missing.length > 0)
  const blocked = candidate.failedChecks.length > 0
  const chosen = open.filter(({ partId }) => !leftOut.has(partId)).map(({ partId }) => partId)

  async function decide(event: FormEvent, attempt: () => Promise<Candidate>) {
    event.preventDefault()
    setProblem('')
    setSending(true)
    try {
      const { state, releaseNumber } = await attempt()
      onDecided(
        state === 'approved'
          ? say.isRelease(releaseNumber ?? '')
          : state === 'returned'
            ? say.wasSentBack
            : say.approvalCounts,
      )
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.nothingDecided)
    }
    setSending(false)
  }

  return (
    <section className="decision" aria-labelledby="decision-heading">
      <h2 id="decision-heading">{say.yourDecision}</h2>
      <Problem words={problem} />
      <div className="decision-forms">
        <form
          onSubmit={(event) =>
            decide(event, () =>
              api.approve(slug, candidate, {
                // Whoever approves all of it approves it whole.
                ...(leftOut.size > 0 ? { parts: chosen } : {}),
                changelog,
                publishAt,
              }),
            )
          }
        >
          <h3>{say.approve}</h3>
          {candidate.failedChecks.map((words) => (
            <p key={words} className="problem">
              {inOurWords(words)}
            </p>
          ))}
          <p>
            {(candidate.kind === 'erratum' ? say.correctionBecomes : say.becomes)(
              candidate.nextNumber,
            )}
          </p>
          {open.length > 1 ? (
            <details className="choose-parts">
              <summary>
                {leftOut.size === 0
                  ? open.length === candidate.parts.length
                    ? say.approveAll
                    : say.approveChanged
                  : say.approveSome(chosen.length, open.length)}
              </summary>
              <fieldset>
                <legend className="visually-hidden">{say.whatApproved}</legend>
                {open.map(({ partId, title }) => (
                  <label key={partId} className="check">
                    <input
                      type="checkbox"
                      checked={!leftOut.has(partId)}
                      onChange={({ target }) => {
                        const next = new Set(leftOut)
                        if (target.checked) next.delete(partId)
                        else next.add(partId)
                        setLeftOut(next)
                      }}
                    />
                    {inOurWords(title)}
                  </label>
                ))}
              </fieldset>
            </details>
          ) : null}
          {waitsForOthers ? <p>{say.waitsForOthers}</p> : null}
          <label htmlFor="changelog">{say.changelog}</label>
          <textarea
            id="changelog"
            rows={3}
            value={changelog}
            onChange={(event) => setChangelog(event.target.value)}
          />
          <PublicationTimeFields value={publishAt} onChange={setPublishAt} />
          <p className="hash">
            {say.exactText} <code>{candidate.contentHash.slice(0, 16)}</code>
          </p>
          <button
            type="submit"
            className="button"
            disabled={
              blocked || sending || waitsForOthers || (leftOut.size > 0 && chosen.length === 0)
            }
          >
            {candidate.rules.editors === 1 && leftOut.size === 0
              ? publishAt
                ? say.approveAndSchedule
                : say.approveAndPublish
              : say.approve}
          </button>
        </form>
        <form
          onSubmit={(event) => decide(event, () => api.sendBack(slug, candidate.number, reason))}
        >
          <h3>{say.sendBack}</h3>
          <label htmlFor="reason">{say.whatToChange}</label>
          <textarea
            id="reason"
            rows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="button button-quiet" disabled={sending}>
            {say.sendBack}
          </button>
        </form>
      </div>
    </section>
  )
}
