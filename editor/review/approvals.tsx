import type { Candidate } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { moment } from './moments.ts'

/** Which parts are approved, by whom, and what is still missing. */
export function Approvals({ slug, candidate }: { slug: string; candidate: Candidate }) {
  const { parts, rules, openDiscussion } = candidate
  const waiting = parts.filter(({ missing }) => missing.length > 0).length
  return (
    <section aria-labelledby="approvals-heading">
      <h2 id="approvals-heading">Approvals</h2>
      <p>
        {rules.editors === 1
          ? 'Every part needs one editor.'
          : `Every part needs ${rules.editors} editors${rules.cities > 1 ? ` from ${rules.cities} cities` : ''}.`}{' '}
        Nobody is the only judge of their own city’s text.{' '}
        {candidate.state === 'submitted'
          ? waiting === 0
            ? 'Nothing is missing.'
            : `${waiting} of ${parts.length} parts still lack something.`
          : ''}
      </p>
      <p>
        Open in the draft: {count(openDiscussion.comments, 'comment')},{' '}
        {count(openDiscussion.suggestions, 'suggestion')}.{' '}
        <Link href={`/write/guides/${slug}`}>See them in the draft</Link>
        {openDiscussion.suggestions > 0
          ? '. The text here is without the suggestions: what is accepted later is in the next submission.'
          : ''}
      </p>
      <ul className="parts">
        {parts.map(({ partId, title, cities, approvals, missing }) => (
          <li key={partId} className={missing.length > 0 ? 'part part-open' : 'part'}>
            <p className="part-title">
              {title}
              {cities.length > 0 ? (
                <span className="part-cities">written by {cities.join(', ')}</span>
              ) : null}
            </p>
            <ul className="part-approvals">
              {approvals.map(({ accountId, name, city, approvedAt, earlier }) => (
                <li key={accountId} className="part-given">
                  Approved by {name}
                  {city ? `, ${city}` : ''}, {moment(approvedAt)}
                  {earlier ? ' (unchanged since)' : ''}
                </li>
              ))}
              {candidate.state === 'submitted'
                ? missing.map((what) => (
                    <li key={what} className="part-missing">
                      Missing: {what}
                    </li>
                  ))
                : null}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

const count = (number: number, what: string): string =>
  `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`
