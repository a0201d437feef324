import { locale, useWords } from '../messages/index.ts'
import { dayWords } from './reads-section.tsx'

const HEIGHT = 64
/** Of a day's bar and the gap beside it. */
const STEP = 6
const GAP = 1.5

/** A bar for every day. Those who do not see it get what it shows in words, and the table beside it. */
export function DayChart({
  title,
  days,
}: {
  title: string
  days: readonly { day: string; times: number }[]
}) {
  const say = useWords().readers
  const total = days.reduce((sum, { times }) => sum + times, 0)
  const most = Math.max(...days.map(({ times }) => times))
  const peak = days.find(({ times }) => times === most)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || !peak) return null
  const count = total.toLocaleString(locale())
  return (
    <figure className="day-chart">
      <figcaption>
        <span>{title}</span>
        <strong>{count}</strong>
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          total === 0
            ? say.noneInDays(title, days.length)
            : say.inDays(
                title,
                count,
                days.length,
                dayWords(peak.day),
                most.toLocaleString(locale()),
              )
        }
      >
        <line x1="0" x2="100%" y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="day-chart-line" />
        {days.map(({ day, times }, index) =>
          times > 0 ? (
            <rect
              key={day}
              x={index * STEP + GAP / 2}
              y={HEIGHT - Math.max(2, (times / most) * (HEIGHT - 4))}
              width={STEP - GAP}
              height={Math.max(2, (times / most) * (HEIGHT - 4))}
              className={times === most ? 'day-chart-most' : 'day-chart-bar'}
            >
              <title>{`${dayWords(day)}: ${times.toLocaleString(locale())}`}</title>
            </rect>
          ) : null,
        )}
      </svg>
      <p className="day-chart-axis" aria-hidden="true">
        <span>{dayWords(first.day)}</span>
        {total > 0 ? (
          <span>{say.mostOn(dayWords(peak.day), most.toLocaleString(locale()))}</span>
        ) : null}
        <span>{dayWords(last.day)}</span>
      </p>
    </figure>
  )
}
