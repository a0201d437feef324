import type { Finding } from '@charrette/guides'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { atPause } from '../connection/at-pause.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { inOurWords, useWords, words } from '../messages/index.ts'
import { checkWhileIdle } from './check-while-idle.ts'

/** How long the writing must pause before the checks run again, in milliseconds. */
const PAUSE = 1200
/** How long they wait where many write and there is none. */
const PATIENCE = 10_000

/** The release checks, run here over the text as it is on this device. */
export function ChecksPanel({ connection, slug }: { connection: GuideConnection; slug: string }) {
  const say = useWords().writing
  const [findings, setFindings] = useState<Finding[] | null>(null)
  useEffect(() => {
    const { doc } = connection
    let run = 0
    const check = async () => {
      const mine = ++run
      try {
        const found = await checkWhileIdle(doc, () => mine !== run)
        if (found) setFindings(found)
      } catch {
        // A text in the middle of a merge: the next pause sees it whole.
        if (mine === run) setFindings(null)
      }
    }
    const { later, stop } = atPause(() => void check(), PAUSE, PATIENCE)
    later()
    doc.on('update', later)
    return () => {
      run++
      stop()
      doc.off('update', later)
    }
  }, [connection])
  const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0
  return (
    <aside className="checks" aria-labelledby="checks-heading">
      <details open>
        <summary>
          <h2 id="checks-heading">{say.checks}</h2>
          <span className="checks-count">{summary(findings, errors)}</span>
        </summary>
        <ul className="findings">
          {findings?.map((finding) => (
            <li
              key={`${finding.ruleId}/${finding.chapterId}/${finding.path?.join('.')}/${finding.message}`}
              className={`finding finding-${finding.severity}`}
            >
              <p className="finding-message">
                <span className="finding-kind">
                  {finding.severity === 'error' ? say.mustMend : say.lookAt}
                </span>{' '}
                {inOurWords(finding.message)}
              </p>
              <p className="finding-mend">{inOurWords(finding.mend)}</p>
              {finding.chapterId && !finding.chapterId.startsWith('guide:') ? (
                <Link href={`/write/guides/${slug}/chapters/${finding.chapterId}`}>
                  {finding.quote ? `“${finding.quote}”` : finding.chapterTitle || words().untitled}
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </aside>
  )
}

function summary(findings: Finding[] | null, errors: number): string {
  if (findings === null) return words().writing.checking
  if (findings.length === 0) return words().writing.nothingToMend
  if (errors === 0) return words().writing.toLookAt(findings.length)
  return words().writing.toMend(errors)
}
