import type { Readers } from '@charrette/collab-server/contract'
import { editionNames } from '../review/edition-names.ts'
import { DayChart } from './day-chart.tsx'

type Reads = Readers['reads']

/** How often the editions were read: two charts by day, each number in a table, and by edition. */
export function ReadsSection({ reads: { days, editions } }: { reads: Reads }) {
  const eventful = days.filter(({ pages, downloads }) => pages + downloads > 0).toReversed()
  return (
    <section aria-labelledby="reads-heading">
      <h2 id="reads-heading">How often it is read</h2>
      <p className="readers-none">
        Counted without cookies, addresses or anything else that tells readers apart; programs and
        pages that a browser fetched ahead are left out. Days are those of UTC.
      </p>
      <div className="day-charts">
        <DayChart title="Pages read" days={days.map(({ day, pages }) => ({ day, times: pages }))} />
        <DayChart
          title="Files taken"
          days={days.map(({ day, downloads }) => ({ day, times: downloads }))}
        />
      </div>
      {eventful.length > 0 ? (
        <details className="day-table">
          <summary>Day by day, in numbers</summary>
          <table className="usefulness">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" className="number">
                  Pages
                </th>
                <th scope="col" className="number">
                  Files
                </th>
              </tr>
            </thead>
            <tbody>
              {eventful.map(({ day, pages, downloads }) => (
                <tr key={day}>
                  <th scope="row">
                    <time dateTime={day}>{dayWords(day)}</time>
                  </th>
                  <td className="number">{pages.toLocaleString('en-US')}</td>
                  <td className="number">{downloads.toLocaleString('en-US')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
      {editions.length > 0 ? (
        <ul className="edition-reads">
          {editions.map(({ number, times }) => (
            <li key={number}>
              <strong>Edition {number}</strong>{' '}
              {times
                .map(({ what, times: count }) =>
                  what === 'web'
                    ? `${count.toLocaleString('en-US')} ${count === 1 ? 'page' : 'pages'} read`
                    : `${editionNames[what]} ${count.toLocaleString('en-US')}`,
                )
                .join(' · ')}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** "November 24", of a day as ISO 8601 has it. */
export const dayWords = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' })
