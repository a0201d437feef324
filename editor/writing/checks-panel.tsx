import {
  checkGuide,
  type Finding,
  guideFromDoc,
  openGuidance,
  openSuggestions,
} from '@charrette/guides'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { inOurWords, useWords, words } from '../messages/index.ts'

/** How long the writing must pause before the checks run again, in milliseconds. */
const PAUSE = 1200

/** The release checks, run here over the text as it is on this device. */
export function ChecksPanel({ connection, slug }: { connection: GuideConnection; slug: string }) {
  const say = useWords().writing
  const [findings, setFindings] = useState<Finding[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        try {
          setFindings([
            ...checkGuide(guideFromDoc(connection.doc)),
            ...openSuggestions(connection.doc),
            ...openGuidance(connection.doc),
          ])
        } catch {
          // A text in the middle of a merge: the next pause sees it whole.
          setFindings(null)
        }
      }, PAUSE)
    }
    later()
    connection.doc.on('update', later)
    return () => {
      clearTimeout(timer)
      connection.doc.off('update', later)
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
