import '../styles/people.css'
import type { ConsortiumRole, Me, Member, People } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { downloadText } from '../app/download-text.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { NothingHere } from './nothing-here.tsx'
import { roleMeanings, roleWords } from './role-words.ts'

/** Who has a part in a consortium; its administrators invite, change and remove people here. */
export default function PeoplePage({ me, consortium }: { me: Me; consortium: string }) {
  const loaded = useLoaded(`people ${consortium}`, () => api.people(consortium))
  const [changed, setChanged] = useState<People | null>(null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  if (loaded.state === 'loading') return <p className="waiting">Fetching the people …</p>
  if (loaded.state === 'failed')
    return <NothingHere heading="There is no such consortium" words={loaded.error.message} />
  const people = changed ?? loaded.value
  const membership = me.memberships.find((one) => one.consortium.slug === consortium)
  const manages = may(membership?.role ?? null, 'manage people')

  /** Tries something, shows what came of it in words, and says whether it was done. */
  async function attempt(doing: () => Promise<People>, done: string): Promise<boolean> {
    setProblem('')
    setSaid('')
    try {
      setChanged(await doing())
      setSaid(done)
      return true
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was changed.')
      return false
    }
  }

  /** All that is known of somebody, as a file to hand to them. */
  async function download(member: Member) {
    setProblem('')
    try {
      const known = await api.exportPerson(consortium, member.accountId)
      const name = `${member.name.toLowerCase().replaceAll(/\W+/g, '-')}.json`
      downloadText(name, JSON.stringify(known, null, 2), 'application/json')
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was downloaded.')
    }
  }

  return (
    <PageFrame me={me} title="People">
      <div className="people-page">
        <header>
          <h1>People of {people.consortium.name}</h1>
          <p role="status" className="outcome">
            {said}
          </p>
          <Problem words={problem} />
        </header>
        <section aria-labelledby="members-heading">
          <h2 id="members-heading">Who has a part in it</h2>
          <ul className="member-list">
            {people.people.map((member) => (
              <li key={member.accountId} className="member">
                <p className="member-name">
                  {member.name}
                  {member.accountId === me.account.id ? ' (you)' : ''}
                  <span className="member-city">{member.city}</span>
                  {member.email ? <span className="member-email">{member.email}</span> : null}
                </p>
                {manages ? (
                  <div className="member-actions">
                    <select
                      aria-label={`Role of ${member.name}`}
                      value={member.role}
                      onChange={({ target }) =>
                        attempt(
                          () =>
                            api.changeRole(
                              consortium,
                              member.accountId,
                              target.value as ConsortiumRole,
                            ),
                          `${member.name} is now ${roleWords[target.value as ConsortiumRole].toLowerCase()}.`,
                        )
                      }
                    >
                      {roleMeanings.map(([role]) => (
                        <option key={role} value={role}>
                          {roleWords[role]}
                        </option>
                      ))}
                    </select>
                    <button
                      type="button"
                      className="button button-quiet button-small"
                      aria-label={`Their data: ${member.name}`}
                      onClick={() => download(member)}
                    >
                      Their data
                    </button>
                    <RemovePerson
                      member={member}
                      onErase={(name) =>
                        attempt(
                          () => api.erasePerson(consortium, member.accountId, name),
                          `${member.name} is erased; a pseudonym stands in their place.`,
                        )
                      }
                      onRemove={() =>
                        attempt(
                          () => api.removePerson(consortium, member.accountId),
                          `${member.name} was removed and is signed out.`,
                        )
                      }
                    />
                  </div>
                ) : (
                  <p className="mark">{roleWords[member.role]}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
        {manages ? (
          <>
            <section aria-labelledby="invite-heading">
              <h2 id="invite-heading">Invite somebody</h2>
              <InviteForm
                cities={people.cities.map(({ name }) => name)}
                onInvite={(invitation) =>
                  attempt(
                    () => api.invite(consortium, invitation),
                    `An invitation is on its way to ${invitation.email}.`,
                  )
                }
              />
              <dl className="role-meanings">
                {roleMeanings.map(([role, meaning]) => (
                  <div key={role}>
                    <dt>{roleWords[role]}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <section aria-labelledby="cities-heading">
              <h2 id="cities-heading">Cities</h2>
              <ul className="member-list">
                {people.cities.map((city) => (
                  <CityLine
                    key={city.id}
                    city={city}
                    onRename={(name) =>
                      attempt(
                        () => api.renameCity(consortium, city.id, name),
                        `${city.name} is called ${name.trim()} from now on; what is published keeps the old name.`,
                      )
                    }
                  />
                ))}
              </ul>
            </section>
            {people.invitations.length > 0 ? (
              <section aria-labelledby="invitations-heading">
                <h2 id="invitations-heading">Invitations that wait</h2>
                <ul className="member-list">
                  {people.invitations.map((invitation) => (
                    <li key={invitation.id} className="member">
                      <p className="member-name">
                        {invitation.name}
                        <span className="member-city">
                          {invitation.city}, {roleWords[invitation.role].toLowerCase()}
                        </span>
                        <span className="member-email">
                          {invitation.email}, until {day(invitation.expiresAt)}
                        </span>
                      </p>
                      <button
                        type="button"
                        className="button button-quiet button-small"
                        aria-label={`Withdraw the invitation of ${invitation.name}`}
                        onClick={() =>
                          attempt(
                            () => api.revokeInvitation(consortium, invitation.id),
                            `The invitation of ${invitation.name} was withdrawn.`,
                          )
                        }
                      >
                        Withdraw
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        ) : null}
      </div>
    </PageFrame>
  )
}

function RemovePerson({
  member,
  onRemove,
  onErase,
}: {
  member: Member
  onRemove: () => void
  onErase: (name: string) => void
}) {
  const [open, setOpen] = useState(false)
  const [erases, setErases] = useState(false)
  const [name, setName] = useState('')
  const close = () => {
    setOpen(false)
    setErases(false)
    setName('')
  }
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-small"
        aria-label={`Remove ${member.name}`}
        onClick={() => setOpen(true)}
      >
        Remove
      </button>
      <Dialog
        title={`Remove ${member.name}?`}
        description="They are signed out at once, wherever they have a guide open. What they wrote and decided stays."
        open={open}
        onClose={close}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            close()
            if (erases) onErase(name)
            else onRemove()
          }}
        >
          <label className="erase-choice">
            <input
              type="checkbox"
              checked={erases}
              onChange={({ target }) => setErases(target.checked)}
            />
            <span>
              Erase them, too: their name, address and sign-ins. A pseudonym stands where they wrote
              and decided; what is published stays as it is. This cannot be undone.
            </span>
          </label>
          {erases ? (
            <div className="erase-name">
              <label htmlFor="erase-name">Write “{member.name}” to erase them</label>
              <input
                id="erase-name"
                required
                autoComplete="off"
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            </div>
          ) : null}
          <div className="dialog-actions">
            <button type="button" className="button button-quiet" onClick={close}>
              Cancel
            </button>
            <button
              type="submit"
              className="button"
              disabled={erases && name.trim() !== member.name}
            >
              {erases ? 'Remove and erase' : 'Remove'}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

function CityLine({
  city: { name },
  onRename,
}: {
  city: People['cities'][number]
  onRename: (name: string) => Promise<boolean>
}) {
  const [renamed, setRenamed] = useState<string | null>(null)
  if (renamed === null)
    return (
      <li className="member">
        <p className="member-name">{name}</p>
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label={`Rename ${name}`}
          onClick={() => setRenamed(name)}
        >
          Rename
        </button>
      </li>
    )
  return (
    <li className="member">
      <form
        className="rename"
        onSubmit={async (event) => {
          event.preventDefault()
          if (await onRename(renamed)) setRenamed(null)
        }}
      >
        <input
          aria-label={`New name of ${name}`}
          required
          maxLength={120}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: it stands where the button was that was pressed
          autoFocus
          value={renamed}
          onChange={({ target }) => setRenamed(target.value)}
        />
        <button type="submit" className="button button-small">
          Save
        </button>
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => setRenamed(null)}
        >
          Cancel
        </button>
      </form>
    </li>
  )
}

function InviteForm({
  cities,
  onInvite,
}: {
  cities: string[]
  onInvite: (invitation: {
    email: string
    name: string
    role: ConsortiumRole
    city: { name: string; state: string }
  }) => Promise<boolean>
}) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [city, setCity] = useState('')
  const [role, setRole] = useState<ConsortiumRole>('author')

  async function send(event: FormEvent) {
    event.preventDefault()
    if (!(await onInvite({ email: email.trim(), name, role, city: { name: city, state: '' } })))
      return
    setName('')
    setEmail('')
  }

  return (
    <form className="invite" onSubmit={send}>
      <div>
        <label htmlFor="invite-name">Name</label>
        <input
          id="invite-name"
          required
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor="invite-email">E-mail address</label>
        <input
          id="invite-email"
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor="invite-city">City</label>
        <input
          id="invite-city"
          required
          maxLength={120}
          list="invite-cities"
          autoComplete="off"
          value={city}
          onChange={(event) => setCity(event.target.value)}
        />
        <datalist id="invite-cities">
          {cities.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </div>
      <div>
        <label htmlFor="invite-role">Role</label>
        <select
          id="invite-role"
          value={role}
          onChange={(event) => setRole(event.target.value as ConsortiumRole)}
        >
          {roleMeanings.map(([one]) => (
            <option key={one} value={one}>
              {roleWords[one]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button">
        Send the invitation
      </button>
    </form>
  )
}

function day(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long' }).format(new Date(iso))
}
