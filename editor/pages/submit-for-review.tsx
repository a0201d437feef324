import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { useWords, words } from '../messages/index.ts'

/** Freezes the text as it is on the server and puts it before the editors. */
export function SubmitForReview({
  slug,
  connection,
  waiting,
}: {
  slug: string
  connection: GuideConnection
  /** The number of the candidate that waits for an editor now, if one does. */
  waiting: number | null
}) {
  const say = useWords().guide
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  const [, goTo] = useLocation()
  // Asked for only while it is open: it changes twice with every letter that is written.
  const saved = useSyncExternalStore(
    connection.onState,
    () => !open || connection.state().kind === 'saved',
  )

  async function submit(event: FormEvent) {
    event.preventDefault()
    setSending(true)
    setProblem('')
    try {
      const { number } = await api.submit(slug, note.trim())
      goTo(`/write/guides/${slug}/review/${number}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.notSubmitted)
      setSending(false)
    }
  }

  return (
    <>
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        {say.submit}
      </button>
      <Dialog
        title={say.submit}
        description={
          <ul className="what-next">
            <li>{say.frozen}</li>
            <li>{say.read}</li>
            <li>{say.goOn}</li>
            {waiting === null ? null : <li>{say.takesPlace(waiting)}</li>}
          </ul>
        }
        open={open}
        onClose={() => setOpen(false)}
      >
        <form onSubmit={submit}>
          <label htmlFor="submit-note">{say.note}</label>
          <textarea
            id="submit-note"
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {saved ? null : <p className="problem">{say.notSaved}</p>}
          <Problem words={problem} />
          <div className="dialog-actions">
            <button type="button" className="button button-quiet" onClick={() => setOpen(false)}>
              {words().cancel}
            </button>
            <button type="submit" className="button" disabled={!saved || sending}>
              {say.doSubmit}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
