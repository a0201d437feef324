import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import type { SaveState } from '../connection/save-state.ts'

/** Freezes the text as it is on the server and puts it before the editors. */
export function SubmitForReview({ slug, state }: { slug: string; state: SaveState }) {
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
    <Dialog.Root>
      <Dialog.Trigger className="button button-small">Submit for review</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <form onSubmit={submit}>
            <Dialog.Title className="dialog-title">Submit for review</Dialog.Title>
            <Dialog.Description>
              The text is frozen as it is now. You can go on writing; what you write from here on is
              not part of what the editors read.
            </Dialog.Description>
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
            {problem ? (
              <p className="problem" role="alert">
                {problem}
              </p>
            ) : null}
            <div className="dialog-actions">
              <Dialog.Close className="button button-quiet">Cancel</Dialog.Close>
              <button type="submit" className="button" disabled={!saved || sending}>
                Submit
              </button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
