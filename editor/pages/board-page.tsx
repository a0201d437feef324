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
import { useWords } from '../messages/index.ts'

interface Line extends Assignment {
  guide: { slug: string; title: string }
  number: number
}

/** Every chapter of every guide: who leads it, how far it is, when it is due. */
export default function BoardPage({ me }: { me: Me }) {
  const everywhere = useWords()
  const say = everywhere.board
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
    <PageFrame me={me} title={say.title}>
      <div className="board">
        <h1>{say.title}</h1>
        {board.state === 'loading' ? <p className="waiting">{say.fetching}</p> : null}
        {board.state === 'failed' ? (
          <p className="problem" role="alert">
            {board.error.message}{' '}
            <button type="button" className="link-button" onClick={board.reload}>
              {everywhere.tryAgain}
            </button>
          </p>
        ) : null}
        {board.state === 'loaded' ? (
          <>
            <form
              className="board-filter"
              aria-label={say.filter}
              onSubmit={(event) => event.preventDefault()}
            >
              <div>
                <label htmlFor="board-city">{say.leadCity}</label>
                <select
                  id="board-city"
                  value={chosen.get('city') ?? ''}
                  onChange={({ target }) => set('city', target.value)}
                >
                  <option value="">{say.everyCity}</option>
                  {cities.map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                  <option value="none">{say.noCity}</option>
                </select>
              </div>
              <div>
                <label htmlFor="board-status">{say.status}</label>
                <select
                  id="board-status"
                  value={chosen.get('status') ?? ''}
                  onChange={({ target }) => set('status', target.value)}
                >
                  <option value="">{say.everyStatus}</option>
                  {statuses.map((status) => (
                    <option key={status} value={status}>
                      {statusWords(status)}
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
                {say.overdueOnly}
              </label>
              <p role="status">{say.shown(shown.length, lines.length)}</p>
            </form>
            <BoardTable lines={shown} day={day} />
          </>
        ) : null}
      </div>
    </PageFrame>
  )
}

function BoardTable({ lines, day }: { lines: Line[]; day: string }) {
  const say = useWords().board
  if (lines.length === 0) return <p>{say.none}</p>
  return (
    <table className="board-table">
      <thead>
        <tr>
          <th scope="col">{say.chapter}</th>
          <th scope="col">{say.guide}</th>
          <th scope="col">{say.leadCity}</th>
          <th scope="col">{say.status}</th>
          <th scope="col">{say.due}</th>
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
                  {number}. {title || say.untitled}
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
                    {overdue ? say.overdue : ''}
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
