import '../styles/assignments.css'
import type { Assignment, Me } from '@charrette/collab-server/contract'
import { Link, useSearchParams } from 'wouter'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import {
  dayWords,
  isOverdue,
  statuses,
  statusWords,
  today,
} from '../assignments/assignment-words.ts'

interface Line extends Assignment {
  guide: { slug: string; title: string }
  number: number
}

/** Every chapter of every guide: who leads it, how far it is, when it is due. */
export default function BoardPage({ me }: { me: Me }) {
  const board = useLoaded('board', api.board)
  // In the address, so that a view can be sent to somebody.
  const [chosen, choose] = useSearchParams()
  const set = (name: string, value: string) =>
    choose(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        return before
      },
      { replace: true },
    )
  const lines: Line[] =
    board.state === 'loaded'
      ? board.value.flatMap(({ slug, title, chapters }) =>
          chapters.map((chapter, index) => ({
            ...chapter,
            guide: { slug, title },
            number: index + 1,
          })),
        )
      : []
  const cities = [
    ...new Map(lines.flatMap(({ city }) => (city ? [[city.id, city.name]] : []))),
  ].toSorted(([, a], [, b]) => a.localeCompare(b))
  const day = today()
  const shown = lines.filter((line) => {
    const city = chosen.get('city')
    const status = chosen.get('status')
    return (
      (!city || (city === 'none' ? line.city === null : line.city?.id === city)) &&
      (!status || line.status === status) &&
      (!chosen.has('overdue') || isOverdue(line, day))
    )
  })
  return (
    <PageFrame me={me} title="Board">
      <div className="board">
        <h1>Board</h1>
        {board.state === 'loading' ? <p className="waiting">Fetching the chapters …</p> : null}
        {board.state === 'failed' ? (
          <p className="problem" role="alert">
            {board.error.message}{' '}
            <button type="button" className="link-button" onClick={board.reload}>
              Try again
            </button>
          </p>
        ) : null}
        {board.state === 'loaded' ? (
          <>
            <form
              className="board-filter"
              aria-label="Which chapters"
              onSubmit={(event) => event.preventDefault()}
            >
              <div>
                <label htmlFor="board-city">Lead city</label>
                <select
                  id="board-city"
                  value={chosen.get('city') ?? ''}
                  onChange={({ target }) => set('city', target.value)}
                >
                  <option value="">Every city</option>
                  {cities.map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                  <option value="none">No city yet</option>
                </select>
              </div>
              <div>
                <label htmlFor="board-status">Status</label>
                <select
                  id="board-status"
                  value={chosen.get('status') ?? ''}
                  onChange={({ target }) => set('status', target.value)}
                >
                  <option value="">Every status</option>
                  {statuses.map(([status, words]) => (
                    <option key={status} value={status}>
                      {words}
                    </option>
                  ))}
                </select>
              </div>
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen.has('overdue')}
                  onChange={({ target }) => set('overdue', target.checked ? '1' : '')}
                />
                Overdue only
              </label>
              <p role="status">
                {shown.length} of {lines.length} {lines.length === 1 ? 'chapter' : 'chapters'}
              </p>
            </form>
            <BoardTable lines={shown} day={day} />
          </>
        ) : null}
      </div>
    </PageFrame>
  )
}

function BoardTable({ lines, day }: { lines: Line[]; day: string }) {
  if (lines.length === 0) return <p>No chapter is like that.</p>
  return (
    <table className="board-table">
      <thead>
        <tr>
          <th scope="col">Chapter</th>
          <th scope="col">Guide</th>
          <th scope="col">Lead city</th>
          <th scope="col">Status</th>
          <th scope="col">Due</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { guide, number, chapterId, title, city, status, dueOn } = line
          const overdue = isOverdue(line, day)
          return (
            <tr key={`${guide.slug} ${chapterId}`}>
              <th scope="row">
                <Link href={`/write/guides/${guide.slug}/chapters/${chapterId}`}>
                  {number}. {title || 'Untitled'}
                </Link>
              </th>
              <td>{guide.title}</td>
              <td>{city?.name ?? '–'}</td>
              <td>
                <span className={`status status-${status}`}>{statusWords(status)}</span>
              </td>
              <td>
                {dueOn ? (
                  <span className={overdue ? 'overdue' : undefined}>
                    {dayWords(dueOn)}
                    {overdue ? ', overdue' : ''}
                  </span>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
