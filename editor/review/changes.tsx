import type { Candidate } from '@charrette/collab-server/contract'
import { ChangedBlocks } from './changed-blocks.tsx'

/** What a candidate changes since the last release, inline, chapter by chapter. */
export function Changes({ candidate: { changes, comparedWith, guide } }: { candidate: Candidate }) {
  const changed = changes.filter(({ kind }) => kind !== 'same')
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">
        {comparedWith ? `What changed since release ${comparedWith}` : 'A first release'}
      </h2>
      {comparedWith === null ? <p>Everything in it is new. Read it below.</p> : null}
      {comparedWith !== null && changed.length === 0 ? <p>Nothing changed.</p> : null}
      {comparedWith !== null
        ? changed.map(({ chapterId, title, kind, blocks }) => (
            <details key={chapterId} className="change" open={changed.length <= 4}>
              <summary>
                {title || 'Untitled'} <span className="mark">{kind}</span>
              </summary>
              <ChangedBlocks slug={guide.slug} blocks={blocks} />
            </details>
          ))
        : null}
    </section>
  )
}
