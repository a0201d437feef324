import type { Candidate } from '@charrette/collab-server/contract'
import { Link } from 'wouter'
import { inOurWords, useWords } from '../messages/index.ts'
import { moment } from './moments.ts'

/** Which parts are approved, by whom, and what is still missing. */
export function Approvals({ slug, candidate }: { slug: string; candidate: Candidate }) {
  const say = useWords().review
  const { parts, rules, openDiscussion } = candidate
  const waiting = parts.filter(({ missing }) => missing.length > 0).length
  return (
    <section aria-labelledby="approvals-heading">
      <h2 id="approvals-heading">{say.approvals}</h2>
      <p>
        {say.everyPart(rules.editors, rules.cities)} {say.noOnlyJudge}{' '}
        {candidate.state === 'submitted'
          ? waiting === 0
            ? say.nothingMissing
            : say.stillMissing(waiting, parts.length)
          : ''}
      </p>
      <p>
        {say.openInDraft(openDiscussion.comments, openDiscussion.suggestions)}{' '}
        <Link href={`/write/guides/${slug}`}>{say.seeInDraft}</Link>
        {openDiscussion.suggestions > 0 ? say.withoutSuggestions : ''}
      </p>
      <ul className="parts">
        {parts.map(({ partId, title, cities, approvals, missing }) => (
          <li key={partId} className={missing.length > 0 ? 'part part-open' : 'part'}>
            <p className="part-title">
              {inOurWords(title)}
              {cities.length > 0 ? (
                <span className="part-cities">{say.writtenBy(cities.join(', '))}</span>
              ) : null}
            </p>
            <ul className="part-approvals">
              {approvals.map(({ accountId, name, city, approvedAt, earlier }) => (
                <li key={accountId} className="part-given">
                  {say.approvedBy(
                    name,
                    city ? `, ${city}` : '',
                    moment(approvedAt),
                    earlier ? say.unchangedSince : '',
                  )}
                </li>
              ))}
              {candidate.state === 'submitted'
                ? missing.map((what) => (
                    <li key={what} className="part-missing">
                      {say.missing(inOurWords(what))}
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
