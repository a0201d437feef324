import type { Candidate } from '@charrette/collab-server/contract'

/** What a candidate changes since the last release, inline, chapter by chapter. */
export function Changes({ candidate: { changes, comparedWith } }: { candidate: Candidate }) {
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
              {blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
                <p key={index} className={`block block-${block.kind}`}>
                  {block.runs.map((run, place) =>
                    run.kind === 'added' ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <ins key={place}>{run.text}</ins>
                    ) : run.kind === 'removed' ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <del key={place}>{run.text}</del>
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <span key={place}>{run.text}</span>
                    ),
                  )}
                </p>
              ))}
            </details>
          ))
        : null}
    </section>
  )
}
