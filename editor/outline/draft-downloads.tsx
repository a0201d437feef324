import { useState } from 'react'
import { WordFileDialog } from '../word/word-file-dialog.tsx'

/** The draft to take along: as Word to read and send, as Markdown to keep; and a chapter's way back. */
export function DraftDownloads({
  slug,
  openId,
  mayReturn,
}: {
  slug: string
  openId: string | null
  /** Whether what was changed in Word may be suggested. */
  mayReturn: boolean
}) {
  const [returning, setReturning] = useState(false)
  const guide = `guides/${encodeURIComponent(slug)}`
  const place = `/api/${guide}/export`
  return (
    <details className="draft-downloads">
      <summary>Word and Markdown</summary>
      <ul>
        {openId ? (
          <li>
            <a href={`${place}/word?chapter=${encodeURIComponent(openId)}`} download>
              This chapter as Word
            </a>
          </li>
        ) : null}
        {openId && mayReturn ? (
          <li>
            <button type="button" className="link-button" onClick={() => setReturning(true)}>
              This chapter back from Word
            </button>
          </li>
        ) : null}
        <li>
          <a href={`${place}/word`} download>
            The guide as Word
          </a>
        </li>
        <li>
          <a href={`${place}/markdown`} download>
            The guide as Markdown (.zip)
          </a>
        </li>
      </ul>
      <p>What is on the server, without open suggestions and without comments.</p>
      <WordFileDialog
        title="This chapter back from Word"
        description={
          <p>
            Choose the file that “This chapter as Word” gave you, as it was changed since. Every
            change becomes a suggestion in your name; what others wrote meanwhile stays.
          </p>
        }
        path={`${guide}/chapters/${encodeURIComponent(openId ?? '')}/returns`}
        open={returning}
        onClose={() => setReturning(false)}
      />
    </details>
  )
}
