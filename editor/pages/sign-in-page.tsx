import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Wordmark } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords } from '../messages/index.ts'
import { LanguageSwitch } from '../messages/language-switch.tsx'

/** Asks for an address and sends a link to it: there is no password to forget. */
export function SignInPage() {
  const say = useWords().signIn
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const [problem, setProblem] = useState('')
  const demonstration = useLoaded('demonstration', api.demonstration)
  const { mailPage = null, people = [] } =
    (demonstration.state === 'loaded' ? demonstration.value : null) ?? {}

  async function send(event: FormEvent) {
    event.preventDefault()
    setProblem('')
    try {
      await api.signInLink(email.trim())
      setSent(true)
    } catch (error) {
      setProblem(
        error instanceof RequestFailed && error.status === 429
          ? say.tooMany
          : error instanceof RequestFailed && error.status === 0
            ? error.message
            : say.notSent,
      )
    }
  }

  return (
    <main className="alone">
      <title>{`${say.title} – Charrette`}</title>
      <p className="wordmark">
        <Wordmark />
        Charrette
      </p>
      {sent ? (
        <div role="status">
          <h1>{say.look}</h1>
          <p>
            {say.sentBefore}
            <strong>{email}</strong>
            {say.sentAfter}
          </p>
          {mailPage ? (
            <p>
              {say.noMailLeaves} <a href={mailPage}>{say.seeMail}</a>
            </p>
          ) : null}
          <p>
            <button type="button" className="button button-quiet" onClick={() => setSent(false)}>
              {say.another}
            </button>
          </p>
        </div>
      ) : (
        <form onSubmit={send} className="sign-in">
          <h1>{say.title}</h1>
          <p>{say.lede}</p>
          <label htmlFor="email">{say.email}</label>
          <input
            id="email"
            type="email"
            required
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            aria-describedby={problem ? 'sign-in-problem' : undefined}
          />
          {problem ? (
            <p id="sign-in-problem" className="problem" role="alert">
              {problem}
            </p>
          ) : null}
          <button type="submit" className="button">
            {say.send}
          </button>
          {people.length > 0 ? (
            <section className="try-as" aria-labelledby="try-as-heading">
              <h2 id="try-as-heading">{say.demonstration}</h2>
              <p>{say.tryAs}</p>
              <ul>
                {people.map((person) => (
                  <li key={person.email}>
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => setEmail(person.email)}
                    >
                      {person.name}
                    </button>
                    , {person.role}, {person.city}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <p>
            <a href="/">{say.read}</a>
          </p>
        </form>
      )}
      <p>
        <LanguageSwitch />
      </p>
    </main>
  )
}
