import '../styles/recovery.css'
import { useState } from 'react'
import { Dialog } from '../app/dialog.tsx'
import { downloadText } from '../app/download-text.ts'
import { type KeptChange, keptAsText } from '../connection/describe-kept.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { keptWords } from '../connection/save-state.ts'
import { useKeptCount, useTrouble } from '../connection/use-shared.ts'
import { useWords, words } from '../messages/index.ts'

/** What has not reached the server: to see, to take along, and where it was refused, to give up. */
export function Recovery({
  connection,
  title,
  slug,
}: {
  connection: GuideConnection
  title: string
  slug: string
}) {
  const say = useWords().saving
  const trouble = useTrouble(connection)
  const count = useKeptCount(connection)
  const [open, setOpen] = useState(false)
  if (!open && (trouble === null || count === 0)) return null
  const refused = trouble?.kind === 'stopped' && trouble.remedy === 'recover'
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {trouble?.kind === 'stopped' || trouble?.reason ? say.see(keptWords(count)) : say.seeThem}
      </button>
      <Dialog
        title={say.heading}
        description={<p>{refused ? say.refused : say.waits}</p>}
        open={open}
        onClose={() => setOpen(false)}
      >
        <KeptList connection={connection} title={title} slug={slug} refused={refused} />
        <div className="dialog-actions">
          <button type="button" className="button button-quiet" onClick={() => setOpen(false)}>
            {words().close}
          </button>
        </div>
      </Dialog>
    </>
  )
}

function KeptList({
  connection,
  title,
  slug,
  refused,
}: {
  connection: GuideConnection
  title: string
  slug: string
  refused: boolean
}) {
  const say = useWords().saving
  const [changes] = useState(connection.kept.list)
  const [givingUp, setGivingUp] = useState(false)
  return (
    <>
      {changes.length === 0 ? <p>{say.allArrived}</p> : null}
      <ol className="kept" aria-label={say.list}>
        {changes.map((change) => (
          <li key={change.place}>
            <h3>{change.where}</h3>
            <Passage change={change} />
          </li>
        ))}
      </ol>
      {changes.length > 0 ? (
        <p className="kept-actions">
          <button
            type="button"
            className="button button-small"
            onClick={() =>
              downloadText(
                `${slug}-kept-on-this-device.txt`,
                keptAsText(title, changes, new Date()),
                'text/plain;charset=utf-8',
              )
            }
          >
            {say.download}
          </button>
          {refused && !givingUp ? (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => setGivingUp(true)}
            >
              {say.giveUp}
            </button>
          ) : null}
        </p>
      ) : null}
      {refused && givingUp ? (
        <div className="problem" role="alert">
          <p>{say.giveUpLede(keptWords(changes.length))}</p>
          <button
            type="button"
            className="button button-small"
            onClick={async () => {
              await connection.giveUp()
              location.reload()
            }}
          >
            {say.doGiveUp}
          </button>
        </div>
      ) : null}
    </>
  )
}

function Passage({ change: { passage, removed } }: { change: KeptChange }) {
  const say = useWords().saving
  let at = 0
  const runs = passage.map((run) => {
    const from = at
    at += run.words.length
    return { ...run, from }
  })
  return (
    <>
      {runs.length > 0 ? (
        <p className="kept-passage">
          {runs.map(({ words, isNew, from }) =>
            isNew ? <ins key={from}>{words}</ins> : <span key={from}>{words}</span>,
          )}
        </p>
      ) : null}
      {removed ? (
        <p className="kept-passage">
          {say.takenOutBefore} <del>{removed}</del>
        </p>
      ) : null}
      {runs.length === 0 && !removed ? <p>{say.wordless}</p> : null}
    </>
  )
}
