import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Wordmark } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'

/** Asks for an address and sends a link to it: there is no password to forget. */
export function SignInPage() {
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
          ? 'Too many links were asked for. Please wait a minute.'
          : error instanceof RequestFailed && error.status === 0
            ? error.message
            : 'The link could not be sent. Check the address and try again.',
      )
    }
  }

  return (
    <main className="alone">
      <title>Sign in – Charrette</title>
      <p className="wordmark">
        <Wordmark />
        Charrette
      </p>
      {sent ? (
        <div role="status">
          <h1>Look in your mail</h1>
          <p>
            If <strong>{email}</strong> has an account, a link is on its way. It works once, for 15
            minutes.
          </p>
          {mailPage ? (
            <p>
              This is a demonstration: no mail leaves it. <a href={mailPage}>See the mail here.</a>
            </p>
          ) : null}
          <p>
            <button type="button" className="button button-quiet" onClick={() => setSent(false)}>
              Use another address
            </button>
          </p>
        </div>
      ) : (
        <form onSubmit={send} className="sign-in">
          <h1>Sign in</h1>
          <p>We send you a link. There is no password.</p>
          <label htmlFor="email">Your e-mail address</label>
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
            Send me a link
          </button>
          {people.length > 0 ? (
            <section className="try-as" aria-labelledby="try-as-heading">
              <h2 id="try-as-heading">This is a demonstration</h2>
              <p>Be one of its people. Open a second browser to be two of them at once.</p>
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
            <a href="/">Read the published guides</a>
          </p>
        </form>
      )}
    </main>
  )
}
