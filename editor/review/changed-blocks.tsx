import type { ChapterChangeView } from '@charrette/collab-server/contract'
import { useWords } from '../messages/index.ts'

type Block = ChapterChangeView['blocks'][number]
type Runs = Block['runs']
type Table = NonNullable<Block['table']>

/** `before` and `after` are the two sides; `both` is one text with what came and what went. */
type Side = 'before' | 'after' | 'both'
export type ComparisonView = 'inline' | 'sides'

/** The blocks of a chapter that changed, in one text or in two beside each other. */
export function ChangedBlocks({
  slug,
  blocks,
  view = 'inline',
}: {
  slug: string
  blocks: Block[]
  view?: ComparisonView
}) {
  const say = useWords().review
  if (view === 'inline')
    return blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
      <ChangedBlock key={index} slug={slug} block={block} side="both" />
    ))
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: likewise
    <div key={index} className="sides">
      {(['before', 'after'] as const).map((side) => (
        <fieldset key={side} className={`side-of side-${side}`}>
          <legend>{side === 'before' ? say.earlier : say.later}</legend>
          {isIn(block.kind, side) ? (
            <ChangedBlock slug={slug} block={block} side={side} />
          ) : (
            <p className="side-nothing">{side === 'before' ? say.notThereYet : say.takenOut}</p>
          )}
        </fieldset>
      ))}
    </div>
  ))
}

const isIn = (kind: Block['kind'], side: Side): boolean =>
  !(kind === 'added' && side === 'before') && !(kind === 'removed' && side === 'after')

function ChangedBlock({ slug, block, side }: { slug: string; block: Block; side: Side }) {
  const say = useWords().review
  const { kind, table, runs, pictures } = block
  return (
    <div className={`block block-${kind}`}>
      {table && tells(table) ? (
        <ChangedTable table={table} side={side} />
      ) : (
        <Words runs={runs} side={side} />
      )}
      {pictures ? (
        <div className="block-pictures">
          {side !== 'after' &&
          (side === 'before' || !samePictures(pictures) || kind === 'removed') ? (
            <Pictures
              slug={slug}
              pictures={pictures.before}
              caption={side === 'both' ? say.earlier : ''}
            />
          ) : null}
          {side !== 'before' ? (
            <Pictures
              slug={slug}
              pictures={pictures.after}
              caption={side === 'both' && !samePictures(pictures) ? say.later : ''}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

const samePictures = ({ before, after }: NonNullable<Block['pictures']>): boolean =>
  before.map(({ sha256 }) => sha256).join() === after.map(({ sha256 }) => sha256).join()

/** Whether the cells say what changed; where only marks or widths did, the block's own words do. */
const tells = ({ caption, rows }: Table): boolean =>
  [caption, ...rows.flatMap(({ cells }) => cells.map(({ runs }) => runs))].some((runs) =>
    runs.some(({ kind }) => kind !== 'same'),
  )

function Words({ runs, side }: { runs: Runs; side: Side }) {
  return (
    <p>
      <RunsOf runs={runs} side={side} />
    </p>
  )
}

function RunsOf({ runs, side }: { runs: Runs; side: Side }) {
  return runs
    .filter(
      ({ kind }) => kind === 'same' || side === 'both' || (kind === 'added') === (side === 'after'),
    )
    .map((run, place) =>
      run.kind === 'added' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <ins key={place}>{run.text}</ins>
      ) : run.kind === 'removed' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: likewise
        <del key={place}>{run.text}</del>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: likewise
        <span key={place}>{run.text}</span>
      ),
    )
}

function ChangedTable({ table: { caption, rows }, side }: { table: Table; side: Side }) {
  const say = useWords().review
  return (
    // A wide table scrolls by itself, by keyboard as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached
    <section className="change-table" tabIndex={0} aria-label={say.changedTable}>
      <table>
        {caption.length > 0 ? (
          <caption>
            <RunsOf runs={caption} side={side} />
          </caption>
        ) : null}
        <tbody>
          {rows
            .filter(({ kind }) => isIn(kind, side))
            .map(({ kind, cells }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: likewise
              <tr key={row} className={`row-${kind}`}>
                {cells
                  .filter((cell) => isIn(cell.kind, side))
                  .map(({ header, runs }, column) => {
                    const Cell = header ? 'th' : 'td'
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                      <Cell key={column}>
                        <RunsOf runs={runs} side={side} />
                      </Cell>
                    )
                  })}
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}

function Pictures({
  slug,
  pictures,
  caption,
}: {
  slug: string
  pictures: { sha256: string; alt: string }[]
  caption: string
}) {
  return pictures.map(({ sha256, alt }) => (
    <figure key={sha256} className="block-picture">
      <img src={`/api/guides/${slug}/pictures/${sha256}`} alt={alt} loading="lazy" />
      {caption ? <figcaption>{caption}</figcaption> : null}
    </figure>
  ))
}
