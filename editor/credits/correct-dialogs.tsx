import type { CreditsView, NewCreditCorrection } from '@charrette/collab-server/contract'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import { useWords, words } from '../messages/index.ts'
import { correctionWords } from './correction-words.ts'

const kinds = ['add', 'remove', 'replace'] as const

type Kind = (typeof kinds)[number]

/** Puts a credit right: from the next candidate on, in every edition. */
export function CorrectDialog({
  open,
  ...form
}: {
  open: boolean
  slug: string
  openId: string | null
  view: CreditsView
  onCorrected: (next: CreditsView) => void
  onClose: () => void
}) {
  const say = useWords().credits
  return (
    <Dialog
      title={say.correct}
      description={<p>{say.correctLede}</p>}
      open={open}
      onClose={form.onClose}
    >
      <CorrectForm {...form} />
    </Dialog>
  )
}

function CorrectForm({
  slug,
  openId,
  view,
  onCorrected,
  onClose,
}: {
  slug: string
  openId: string | null
  view: CreditsView
  onCorrected: (next: CreditsView) => void
  onClose: () => void
}) {
  const say = useWords().credits
  const [kind, setKind] = useState<Kind>('add')
  const { problem, sending, send } = useSending((next: CreditsView) => {
    onCorrected(next)
    onClose()
  })
  const known = [...new Set(view.guide.map(({ name }) => name))]
  const possible = view.writers.length > 0 ? kinds : kinds.slice(0, 1)

  function correct(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (field: string) => String(fields.get(field) ?? '')
    const common = { chapterId: text('where') || null, reason: text('reason') }
    const [cityId, name] = [text('city'), text('name')]
    const correction: NewCreditCorrection =
      kind === 'add'
        ? { kind, name, ...common }
        : kind === 'remove'
          ? { kind, cityId, ...common }
          : { kind, cityId, name, ...common }
    send(() => api.correctCredit(slug, correction))
  }

  return (
    <form onSubmit={correct}>
      <label htmlFor="credit-kind">{say.whatIsWrong}</label>
      <select
        id="credit-kind"
        value={kind}
        onChange={({ target }) => setKind(kinds.find((value) => value === target.value) ?? 'add')}
      >
        {possible.map((value) => (
          <option key={value} value={value}>
            {say.kinds[value]}
          </option>
        ))}
      </select>
      {kind === 'add' ? null : (
        <>
          <label htmlFor="credit-city">{say.city}</label>
          <select id="credit-city" name="city">
            {view.writers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      {kind === 'remove' ? null : (
        <>
          <label htmlFor="credit-name">{say.whoCredited}</label>
          <input
            id="credit-name"
            name="name"
            list="credit-names"
            required
            maxLength={120}
            autoComplete="off"
          />
          <datalist id="credit-names">
            {known.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      <label htmlFor="credit-where">{say.where}</label>
      <select id="credit-where" name="where" defaultValue={openId ?? ''}>
        {openId ? <option value={openId}>{say.inChapter}</option> : null}
        <option value="">{say.inGuide}</option>
      </select>
      <Reason />
      <Ending problem={problem} sending={sending} action={say.doCorrect} onClose={onClose} />
    </form>
  )
}

/** Takes a correction back, for a reason as well. */
export function TakeBackDialog({
  correction,
  slug,
  onTakenBack,
  onClose,
}: {
  /** Null where it is closed. */
  correction: CreditsView['corrections'][number] | null
  slug: string
  onTakenBack: (next: CreditsView) => void
  onClose: () => void
}) {
  const say = useWords().credits
  const { problem, sending, send } = useSending((next: CreditsView) => {
    onTakenBack(next)
    onClose()
  })
  return (
    <Dialog
      title={say.takeBackCorrection}
      description={correction ? <p>{correctionWords(correction)}</p> : null}
      open={correction !== null}
      onClose={onClose}
    >
      {correction ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const reason = String(new FormData(event.currentTarget).get('reason') ?? '')
            send(() => api.takeBackCredit(slug, correction.id, reason))
          }}
        >
          <Reason />
          <Ending problem={problem} sending={sending} action={say.takeBack} onClose={onClose} />
        </form>
      ) : null}
    </Dialog>
  )
}

function Reason() {
  const say = useWords().credits
  return (
    <>
      <label htmlFor="credit-reason">{say.reason}</label>
      <textarea id="credit-reason" name="reason" rows={2} required maxLength={500} />
    </>
  )
}

function Ending({
  problem,
  sending,
  action,
  onClose,
}: {
  problem: string
  sending: boolean
  action: string
  onClose: () => void
}) {
  return (
    <>
      <Problem words={problem} />
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {words().cancel}
        </button>
        <button type="submit" className="button" disabled={sending}>
          {action}
        </button>
      </div>
    </>
  )
}

/** Sends something once, and says what went wrong. */
function useSending<Value>(onSent: (value: Value) => void) {
  const [problem, setProblem] = useState('')
  const [sending, setSending] = useState(false)
  async function send(request: () => Promise<Value>) {
    setSending(true)
    setProblem('')
    try {
      onSent(await request())
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    } finally {
      setSending(false)
    }
  }
  return { problem, sending, send }
}
