import '../styles/review.css'
import type {
  Actor,
  ApprovalRules,
  Me,
  OtherCities,
  People,
} from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { checks } from '@charrette/guides'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { GuideLinks } from '../review/guide-links.tsx'
import { NothingHere } from './nothing-here.tsx'

/** Who leads a guide, and what its candidates need before they become releases. */
export default function RulesPage({ me, slug }: { me: Me; slug: string }) {
  const say = useWords().rules
  const loaded = useLoaded(`rules ${slug}`, async () => {
    const guide = await api.guide(slug)
    const [rules, leads, people, writing] = await Promise.all([
      api.rules(slug),
      api.leads(slug),
      api.people(guide.consortium.slug),
      api.writing(slug),
    ])
    return { guide, rules, leads, people, writing }
  })
  if (loaded.state === 'loading') return <p className="waiting">{say.fetching}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={words().noGuide} words={words().noGuideWords} />
  const { guide, rules, leads, people, writing } = loaded.value
  return (
    <PageFrame
      me={me}
      title={say.of(guide.title)}
      middle={<GuideLinks slug={slug} role={guide.role} />}
    >
      <div className="review">
        <header className="review-head">
          <h1>{say.of(guide.title)}</h1>
        </header>
        <Leads
          slug={slug}
          leads={leads}
          people={people}
          mayName={may(guide.role, 'name lead authors')}
        />
        <Writing
          slug={slug}
          otherCities={writing.otherCities}
          mayDecide={may(guide.role, 'decide who writes')}
        />
        <Rules slug={slug} rules={rules} maySet={may(guide.role, 'set the approval rules')} />
      </div>
    </PageFrame>
  )
}

function Leads({
  slug,
  leads: first,
  people: { people },
  mayName,
}: {
  slug: string
  leads: Actor[]
  people: People
  mayName: boolean
}) {
  const say = useWords().rules
  const [leads, setLeads] = useState(first)
  const [chosen, setChosen] = useState('')
  const [problem, setProblem] = useState('')

  async function attempt(doing: () => Promise<Actor[]>) {
    setProblem('')
    try {
      setLeads(await doing())
      setChosen('')
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }

  const others = people.filter((one) => leads.every(({ accountId }) => accountId !== one.accountId))
  return (
    <section aria-labelledby="leads-heading">
      <h2 id="leads-heading">{say.leads}</h2>
      <Problem words={problem} />
      {leads.length === 0 ? <p>{say.noLeads}</p> : null}
      <ul className="parts">
        {leads.map(({ accountId, name, city }) => (
          <li key={accountId} className="part part-line">
            <p className="part-title">
              {name}
              {city ? <span className="part-cities">{city}</span> : null}
            </p>
            {mayName ? (
              <button
                type="button"
                className="button button-quiet button-small"
                aria-label={say.endLead(name)}
                onClick={() => attempt(() => api.dismissLead(slug, accountId))}
              >
                {say.end}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayName ? (
        <form
          className="rule-fields"
          onSubmit={(event) => {
            event.preventDefault()
            attempt(() => api.nameLead(slug, chosen))
          }}
        >
          <div>
            <label htmlFor="new-lead">{say.nameLead}</label>
            <select
              id="new-lead"
              required
              value={chosen}
              onChange={({ target }) => setChosen(target.value)}
            >
              <option value="">{words().choose}</option>
              {others.map(({ accountId, name, city }) => (
                <option key={accountId} value={accountId}>
                  {city ? `${name}, ${city}` : name}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" className="button">
            {say.doName}
          </button>
        </form>
      ) : null}
    </section>
  )
}

const choices: OtherCities[] = ['write', 'suggest']

function Writing({
  slug,
  otherCities: first,
  mayDecide,
}: {
  slug: string
  otherCities: OtherCities
  mayDecide: boolean
}) {
  const say = useWords().rules
  const [otherCities, setOtherCities] = useState(first)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')

  async function decide(wanted: OtherCities) {
    setProblem('')
    setSaid('')
    try {
      setOtherCities((await api.decideOtherCities(slug, wanted)).otherCities)
      setSaid(say.holdsAtOnce)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }

  return (
    <section aria-labelledby="writing-heading">
      <h2 id="writing-heading">{say.writing}</h2>
      <p role="status" className="outcome">
        {said}
      </p>
      <Problem words={problem} />
      <fieldset className="rule-choices" disabled={!mayDecide}>
        <legend>{say.otherCities}</legend>
        {choices.map((value) => (
          <label key={value} className="check">
            <input
              type="radio"
              name="other-cities"
              checked={otherCities === value}
              onChange={() => decide(value)}
            />
            {say.otherCitiesMay[value]}
          </label>
        ))}
      </fieldset>
    </section>
  )
}

function Rules({
  slug,
  rules: first,
  maySet,
}: {
  slug: string
  rules: ApprovalRules
  maySet: boolean
}) {
  const say = useWords().rules
  const [rules, setRules] = useState(first)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')

  async function save(event: FormEvent) {
    event.preventDefault()
    setProblem('')
    setSaid('')
    try {
      setRules(await api.setRules(slug, rules))
      setSaid(say.rulesSet)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }

  const named = ['open-comments', 'open-suggestions', ...Object.keys(checks)].map((id) => ({
    id,
    label: nameOf(id),
  }))
  return (
    <section aria-labelledby="rules-heading">
      <h2 id="rules-heading">{say.approval}</h2>
      <p>{say.approvalLede}</p>
      <p role="status" className="outcome">
        {said}
      </p>
      <Problem words={problem} />
      <form onSubmit={save} className="rules">
        <div className="rule-fields">
          <div>
            <label htmlFor="rule-editors">{say.editors}</label>
            <input
              id="rule-editors"
              type="number"
              min={1}
              max={9}
              required
              disabled={!maySet}
              value={rules.editors}
              onChange={({ target }) => setRules({ ...rules, editors: Number(target.value) })}
            />
          </div>
          <div>
            <label htmlFor="rule-cities">{say.cities}</label>
            <input
              id="rule-cities"
              type="number"
              min={1}
              max={9}
              required
              disabled={!maySet}
              value={rules.cities}
              onChange={({ target }) => setRules({ ...rules, cities: Number(target.value) })}
            />
          </div>
        </div>
        <fieldset disabled={!maySet}>
          <legend>{say.checksLegend}</legend>
          <div className="rule-checks">
            {named.map(({ id, label }) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  checked={rules.checks.includes(id)}
                  onChange={({ target }) =>
                    setRules({
                      ...rules,
                      checks: target.checked
                        ? [...rules.checks, id]
                        : rules.checks.filter((check) => check !== id),
                    })
                  }
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        {maySet ? (
          <button type="submit" className="button">
            {say.set}
          </button>
        ) : null}
      </form>
    </section>
  )
}

const nameOf = (check: string): string =>
  (words().rules.checks as Record<string, string>)[check] ?? check
