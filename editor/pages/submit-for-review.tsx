import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import type { SaveState } from '../connection/save-state.ts'

/** Freezes the text as it is on the server and puts it before the editors. */
export function SubmitForReview({
  slug,
  state,
  waiting,
}: {
  slug: string
  state: SaveState
  /** The number of the candidate that waits for an editor now, if one does. */
  waiting: number | null
}) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const [, goTo] = useLocation()
  const saved = state.kind === 'saved'

  async function submit(event: FormEvent) {
    event.preventDefault()
    setSending(true)
    setProblem('')
    try {
      const { number } = await api.submit(slug, note.trim())
      goTo(`/write/guides/${slug}/review/${number}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'The guide was not submitted.')
      setSending(false)
    }
  }

  return (
    <>
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        Submit for review
      </button>
      <Dialog
        title="Submit for review"
        description={
          <ul className="what-next">
            <li>The whole guide is frozen as it stands now, every chapter of it.</li>
            <li>
              An editor reads exactly that text, and publishes it or sends it back with a reason.
            </li>
            <li>You can go on writing: what comes later is for the next submission.</li>
            {waiting === null ? null : (
              <li>
                It takes the place of candidate {waiting}, which no editor has decided on yet.
              </li>
            )}
          </ul>
        }
        open={open}
        onClose={() => setOpen(false)}
      >
        <form onSubmit={submit}>
          <label htmlFor="submit-note">A note for the editors (optional)</label>
          <textarea
            id="submit-note"
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {saved ? null : (
            <p className="problem">
              Not everything is on the server yet. Wait until it says “Saved”.
            </p>
          )}
          <Problem words={problem} />
          <div className="dialog-actions">
            <button type="button" className="button button-quiet" onClick={() => setOpen(false)}>
              Cancel
            </button>
            <button type="submit" className="button" disabled={!saved || sending}>
              Submit
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
