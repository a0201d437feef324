import type { Candidate } from '@charrette/collab-server/contract'
import { inOurWords, useWords, words } from '../messages/index.ts'
import { ChangedBlocks } from './changed-blocks.tsx'

/** What a candidate changes since the last release, inline, chapter by chapter. */
export function Changes({ candidate: { changes, comparedWith, guide } }: { candidate: Candidate }) {
  const say = useWords().review
  const changed = changes.filter(({ kind }) => kind !== 'same')
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">
        {comparedWith ? say.changedSince(comparedWith) : say.firstRelease}
      </h2>
      {comparedWith === null ? <p>{say.allNew}</p> : null}
      {comparedWith !== null && changed.length === 0 ? <p>{say.nothingChanged}</p> : null}
      {comparedWith !== null
        ? changed.map(({ chapterId, title, kind, blocks }) => (
            <details key={chapterId} className="change" open={changed.length <= 4}>
              <summary>
                {titleOfChange(chapterId, title)}{' '}
                <span className="mark">{say.changeKinds[kind]}</span>
              </summary>
              <ChangedBlocks slug={guide.slug} blocks={blocks} />
            </details>
          ))
        : null}
    </section>
  )
}

/** What is about the guide as a whole is named with a colon, and by the server. */
export const titleOfChange = (chapterId: string, title: string): string =>
  chapterId.includes(':') ? inOurWords(title) : title || words().untitled
