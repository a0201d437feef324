import '../styles/assignments.css'
import {
  type Assignment,
  chapterStatusSchema,
  type NewAssignment,
} from '@charrette/collab-server/contract'
import type { OutlineEntry } from '@charrette/guides'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { statuses, statusWords } from './assignment-words.ts'

/** Says which city leads a chapter, how far it is, and when it is due. */
export function AssignDialog({
  chapter,
  assignment,
  consortium,
  onAssign,
  onClose,
}: {
  /** Null where it is closed. */
  chapter: OutlineEntry | null
  assignment: Assignment | null
  consortium: string
  onAssign: (chapterId: string, assignment: NewAssignment) => Promise<void>
  onClose: () => void
}) {
  const say = useWords().guide
  return (
    <Dialog
      title={say.assign(chapter?.title || words().untitled)}
      description={<p>{say.assignLede}</p>}
      open={chapter !== null}
      onClose={onClose}
    >
      {chapter ? (
        <AssignForm
          chapterId={chapter.id}
          assignment={assignment}
          consortium={consortium}
          onAssign={onAssign}
          onClose={onClose}
        />
      ) : null}
    </Dialog>
  )
}

function AssignForm({
  chapterId,
  assignment,
  consortium,
  onAssign,
  onClose,
}: {
  chapterId: string
  assignment: Assignment | null
  consortium: string
  onAssign: (chapterId: string, assignment: NewAssignment) => Promise<void>
  onClose: () => void
}) {
  const say = useWords().guide
  const people = useLoaded(`people ${consortium}`, () => api.people(consortium))
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  if (people.state === 'loading') return <p>{say.fetchingCities}</p>
  if (people.state === 'failed')
    return (
      <p className="problem" role="alert">
        {people.error.message}
      </p>
    )

  async function assign(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setSending(true)
    setProblem('')
    try {
      await onAssign(chapterId, {
        cityId: String(fields.get('city')) || null,
        status: chapterStatusSchema.parse(fields.get('status')),
        dueOn: String(fields.get('due')) || null,
      })
      onClose()
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
      setSending(false)
    }
  }

  return (
    <form onSubmit={assign}>
      <label htmlFor="assign-city">{say.leadCity}</label>
      <select id="assign-city" name="city" defaultValue={assignment?.city?.id ?? ''}>
        <option value="">{say.noCity}</option>
        {people.value.cities.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor="assign-status">{say.status}</label>
      <select id="assign-status" name="status" defaultValue={assignment?.status ?? 'outline'}>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusWords(status)}
          </option>
        ))}
      </select>
      <label htmlFor="assign-due">{say.dueOn}</label>
      <input id="assign-due" name="due" type="date" defaultValue={assignment?.dueOn ?? ''} />
      <Problem words={problem} />
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {words().cancel}
        </button>
        <button type="submit" className="button" disabled={sending}>
          {words().save}
        </button>
      </div>
    </form>
  )
}
