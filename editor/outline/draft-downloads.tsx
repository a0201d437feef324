import { useState } from 'react'
import { useWords } from '../messages/index.ts'
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
  const say = useWords().outline
  const [returning, setReturning] = useState(false)
  const guide = `guides/${encodeURIComponent(slug)}`
  const place = `/api/${guide}/export`
  return (
    <details className="draft-downloads">
      <summary>{say.downloads}</summary>
      <ul>
        {openId ? (
          <li>
            <a href={`${place}/word?chapter=${encodeURIComponent(openId)}`} download>
              {say.chapterAsWord}
            </a>
          </li>
        ) : null}
        {openId && mayReturn ? (
          <li>
            <button type="button" className="link-button" onClick={() => setReturning(true)}>
              {say.chapterBack}
            </button>
          </li>
        ) : null}
        <li>
          <a href={`${place}/word`} download>
            {say.guideAsWord}
          </a>
        </li>
        <li>
          <a href={`${place}/markdown`} download>
            {say.guideAsMarkdown}
          </a>
        </li>
      </ul>
      <p>{say.downloadsHint}</p>
      <WordFileDialog
        title={say.chapterBack}
        description={<p>{say.chapterBackLede}</p>}
        path={`${guide}/chapters/${encodeURIComponent(openId ?? '')}/returns`}
        open={returning}
        onClose={() => setReturning(false)}
      />
    </details>
  )
}
