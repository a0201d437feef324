import { useState } from 'react'
import { Link } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Wordmark } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { roleWords } from './role-words.ts'

/** Where the link in an invitation leads. Opening it uses nothing up; the button does. */
export function JoinPage({ token }: { token: string }) {
  const invitation = useLoaded(token, () => api.invitation(token))
  const [problem, setProblem] = useState('')
  const [joining, setJoining] = useState(false)

  async function join() {
    setJoining(true)
    try {
      const { signInUrl } = await api.acceptInvitation(token)
      location.assign(signInUrl)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'You have not joined yet.')
      setJoining(false)
    }
  }

  return (
    <main className="alone">
      <title>Invitation – Charrette</title>
      <p className="wordmark">
        <Wordmark />
        Charrette
      </p>
      {invitation.state === 'loading' ? <p>Reading the invitation …</p> : null}
      {invitation.state === 'failed' ? (
        <div>
          <h1>This invitation cannot be used</h1>
          <p>{invitation.error.message}</p>
          <p>
            <Link className="button" href="/sign-in">
              Sign in
            </Link>
          </p>
        </div>
      ) : null}
      {invitation.state === 'loaded' ? (
        <div>
          <h1>Write guides with {invitation.value.consortium}</h1>
          <p>
            {invitation.value.invitedBy} invites {invitation.value.name} ({invitation.value.email})
            for {invitation.value.city}, as {roleWords[invitation.value.role].toLowerCase()}.
          </p>
          <Problem words={problem} />
          <p>
            <button type="button" className="button" disabled={joining} onClick={join}>
              Join and sign in
            </button>
          </p>
        </div>
      ) : null}
    </main>
  )
}
