import { useState } from 'react'
import { Link } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Wordmark } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords } from '../messages/index.ts'
import { LanguageSwitch } from '../messages/language-switch.tsx'
import { roleWords } from './role-words.ts'

/** Where the link in an invitation leads. Opening it uses nothing up; the button does. */
export function JoinPage({ token }: { token: string }) {
  const say = useWords().join
  const invitation = useLoaded(token, () => api.invitation(token))
  const [problem, setProblem] = useState('')
  const [joining, setJoining] = useState(false)

  async function join() {
    setJoining(true)
    try {
      const { signInUrl } = await api.acceptInvitation(token)
      location.assign(signInUrl)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.notJoined)
      setJoining(false)
    }
  }

  return (
    <main className="alone">
      <title>{`${say.title} – Charrette`}</title>
      <p className="wordmark">
        <Wordmark />
        Charrette
      </p>
      {invitation.state === 'loading' ? <p>{say.reading}</p> : null}
      {invitation.state === 'failed' ? (
        <div>
          <h1>{say.unusable}</h1>
          <p>{invitation.error.message}</p>
          <p>
            <Link className="button" href="/sign-in">
              {say.signIn}
            </Link>
          </p>
        </div>
      ) : null}
      {invitation.state === 'loaded' ? (
        <div>
          <h1>{say.heading(invitation.value.consortium)}</h1>
          <p>
            {say.invites(
              invitation.value.invitedBy,
              invitation.value.name,
              invitation.value.email,
              invitation.value.city,
              roleWords(invitation.value.role).toLowerCase(),
            )}
          </p>
          <Problem words={problem} />
          <p>
            <button type="button" className="button" disabled={joining} onClick={join}>
              {say.join}
            </button>
          </p>
        </div>
      ) : null}
      <p>
        <LanguageSwitch />
      </p>
    </main>
  )
}
