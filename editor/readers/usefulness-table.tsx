import type { Readers } from '@charrette/collab-server/contract'
import { useWords, words } from '../messages/index.ts'

/** How many readers found each chapter useful. */
export function UsefulnessTable({ chapters }: { chapters: Readers['chapters'] }) {
  const say = useWords().readers
  return (
    <section aria-labelledby="usefulness-heading">
      <h2 id="usefulness-heading">{say.wasUseful}</h2>
      <table className="usefulness">
        <thead>
          <tr>
            <th scope="col">{say.chapter}</th>
            <th scope="col" className="number">
              {say.yes}
            </th>
            <th scope="col" className="number">
              {say.no}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {chapters.map(({ chapterId, title, yes, no }) => (
            <tr key={chapterId}>
              <th scope="row">{title || words().untitled}</th>
              <td className="number">{yes}</td>
              <td className="number">{no}</td>
              <td className="usefulness-bar">
                {yes + no > 0 ? (
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden focusable="false">
                    <rect width="100" height="8" className="usefulness-no" />
                    <rect width={(100 * yes) / (yes + no)} height="8" className="usefulness-yes" />
                  </svg>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
