import type { ChapterChangeView } from '@charrette/collab-server/contract'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { ChangedBlocks, type ComparisonView } from '../review/changed-blocks.tsx'
import { titleOfChange } from '../review/changes.tsx'

/** What changed from one version to another, with the way back for each chapter. */
export function Comparison({
  slug,
  from,
  to,
  view,
  times,
  onRestore,
}: {
  slug: string
  from: string
  to: string
  view: ComparisonView
  /** Counts what was restored: then it is read anew. */
  times: number
  /** Null for whoever may not restore. */
  onRestore: ((chapter: { id: string; title: string } | null) => void) | null
}) {
  const say = useWords().history
  const loaded = useLoaded(`${slug} ${from} ${to} ${times}`, () =>
    api.compareVersions(slug, from, to),
  )
  if (loaded.state === 'loading') return <p role="status">{say.comparing}</p>
  if (loaded.state === 'failed')
    return (
      <p className="problem" role="alert">
        {loaded.error.message}
      </p>
    )
  const changed = loaded.value.changes.filter(({ kind }) => kind !== 'same')
  if (changed.length === 0) return <p role="status">{say.same}</p>
  return (
    <>
      <p role="status">
        {say.differ(changed.length)} <ins className="key">{say.added}</ins>{' '}
        <del className="key">{say.takenOut}</del>
      </p>
      {onRestore ? (
        <p>
          <button type="button" className="button button-quiet" onClick={() => onRestore(null)}>
            {say.bringBackAll}
          </button>
        </p>
      ) : null}
      {changed.map((change) => (
        <details key={change.chapterId} className="change" open={changed.length <= 4}>
          <summary>
            {titleOfChange(change.chapterId, change.title)}{' '}
            <span className="mark">{words().review.changeKinds[change.kind]}</span>
          </summary>
          {onRestore && isChapterOfBefore(change) ? (
            <p>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => onRestore({ id: change.chapterId, title: change.title })}
              >
                {say.bringBackChapter}
                <span className="visually-hidden">{`: ${change.title || words().untitled}`}</span>
              </button>
            </p>
          ) : null}
          <ChangedBlocks slug={slug} blocks={change.blocks} view={view} />
        </details>
      ))}
    </>
  )
}

/** What is about the guide as a whole is named with a colon, and what came later is not there to come back. */
const isChapterOfBefore = ({ chapterId, kind }: ChapterChangeView): boolean =>
  !chapterId.includes(':') && kind !== 'added' && kind !== 'moved'
