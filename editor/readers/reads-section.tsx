import type { Readers } from '@charrette/collab-server/contract'
import { locale, useWords, words } from '../messages/index.ts'

import { DayChart } from './day-chart.tsx'

type Reads = Readers['reads']

/** How often the editions were read: two charts by day, each number in a table, and by edition. */
export function ReadsSection({ reads: { days, editions } }: { reads: Reads }) {
  const say = useWords().readers
  const eventful = days.filter(({ pages, downloads }) => pages + downloads > 0).toReversed()
  return (
    <section aria-labelledby="reads-heading">
      <h2 id="reads-heading">{say.reads}</h2>
      <p className="readers-none">{say.readsLede}</p>
      <div className="day-charts">
        <DayChart
          title={say.pagesRead}
          days={days.map(({ day, pages }) => ({ day, times: pages }))}
        />
        <DayChart
          title={say.filesTaken}
          days={days.map(({ day, downloads }) => ({ day, times: downloads }))}
        />
      </div>
      {eventful.length > 0 ? (
        <details className="day-table">
          <summary>{say.dayByDay}</summary>
          <table className="usefulness">
            <thead>
              <tr>
                <th scope="col">{say.day}</th>
                <th scope="col" className="number">
                  {say.pages}
                </th>
                <th scope="col" className="number">
                  {say.files}
                </th>
              </tr>
            </thead>
            <tbody>
              {eventful.map(({ day, pages, downloads }) => (
                <tr key={day}>
                  <th scope="row">
                    <time dateTime={day}>{dayWords(day)}</time>
                  </th>
                  <td className="number">{pages.toLocaleString(locale())}</td>
                  <td className="number">{downloads.toLocaleString(locale())}</td>
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
              <strong>{say.editionNumber(number)}</strong>{' '}
              {times
                .map(({ what, times: count }) =>
                  what === 'web'
                    ? say.pagesReadCount(count.toLocaleString(locale()), count)
                    : `${words().review.editions[what]} ${count.toLocaleString(locale())}`,
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
  new Date(day).toLocaleDateString(locale(), { month: 'long', day: 'numeric', timeZone: 'UTC' })
