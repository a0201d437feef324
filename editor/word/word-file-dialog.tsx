import '../styles/word.css'
import { importedSchema } from '@charrette/collab-server/contract'
import { type ReactNode, useId, useState } from 'react'
import { useLocation } from 'wouter'
import { RequestFailed } from '../api/client.ts'
import { sendFile } from '../api/send-file.ts'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import { useWords, words } from '../messages/index.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** In megabytes; the server says the same. */
const MOST = 60

/**
 * Asks for a Word file, chosen or dropped, sends it, and opens the report of what became of it.
 *
 * @param path where in the API the file goes; it takes the file's name in the query.
 */
export function WordFileDialog({
  title,
  description,
  path,
  open,
  onClose,
}: {
  title: string
  description: ReactNode
  path: string
  open: boolean
  onClose: () => void
}) {
  return (
    <Dialog title={title} description={description} open={open} onClose={onClose}>
      <WordFileForm path={path} onClose={onClose} />
    </Dialog>
  )
}

function WordFileForm({ path, onClose }: { path: string; onClose: () => void }) {
  const everywhere = useWords()
  const say = everywhere.word
  const [sent, setSent] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  const [over, setOver] = useState(false)
  const [, goTo] = useLocation()
  const id = useId()

  async function take(file: File | undefined) {
    if (!file || sent !== null) return
    setProblem(fault(file))
    if (fault(file)) return
    setSent(0)
    try {
      const query = new URLSearchParams({ name: file.name.slice(-200) })
      const { slug, reportId } = await sendFile(importedSchema, `${path}?${query}`, file, setSent)
      onClose()
      goTo(`/write/guides/${slug}/imports/${reportId}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.notIn)
      setSent(null)
    }
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut for the button within */}
      <div
        className={`drop-zone${over ? ' drop-zone-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer.files[0])
        }}
      >
        <label htmlFor={id}>{say.file}</label>
        <input
          id={id}
          type="file"
          accept={`.docx,${WORD}`}
          disabled={sent !== null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <p id={`${id}-hint`}>{say.hint(MOST)}</p>
      </div>
      <div role="status">
        {sent === null ? null : (
          <p className="word-progress">
            <progress value={sent < 1 ? sent : undefined} aria-label={say.progress} />
            {sent < 1 ? say.sending(Math.round(sent * 100)) : say.reading}
          </p>
        )}
      </div>
      <Problem words={problem} />
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {everywhere.cancel}
        </button>
      </div>
    </>
  )
}

/** What can be said of a file before it is sent; empty where nothing. */
function fault({ name, size }: File): string {
  if (/\.doc$/i.test(name)) return words().word.tooOld
  if (!/\.docx$/i.test(name)) return words().word.noWord
  if (size > MOST * 1024 * 1024) return words().word.tooLarge(Math.ceil(size / 1024 / 1024), MOST)
  return ''
}
