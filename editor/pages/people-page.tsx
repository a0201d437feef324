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
import { locale, useWords } from '../messages/index.ts'
import { NothingHere } from './nothing-here.tsx'
import { consortiumRoles, roleWords } from './role-words.ts'

/** Who has a part in a consortium; its administrators invite, change and remove people here. */
export default function PeoplePage({ me, consortium }: { me: Me; consortium: string }) {
  const { people: say, roleMeanings } = useWords()
  const loaded = useLoaded(`people ${consortium}`, () => api.people(consortium))
  const [changed, setChanged] = useState<People | null>(null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  if (loaded.state === 'loading') return <p className="waiting">{say.fetching}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.noConsortium} words={loaded.error.message} />
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
      setProblem(error instanceof RequestFailed ? error.message : say.unchanged)
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
      setProblem(error instanceof RequestFailed ? error.message : say.notDownloaded)
    }
  }

  return (
    <PageFrame me={me} title={say.title}>
      <div className="people-page">
        <header>
          <h1>{say.heading(people.consortium.name)}</h1>
          <p role="status" className="outcome">
            {said}
          </p>
          <Problem words={problem} />
        </header>
        <section aria-labelledby="members-heading">
          <h2 id="members-heading">{say.members}</h2>
          <ul className="member-list">
            {people.people.map((member) => (
              <li key={member.accountId} className="member">
                <p className="member-name">
                  {member.name}
                  {member.accountId === me.account.id ? say.you : ''}
                  <span className="member-city">{member.city}</span>
                  {member.email ? <span className="member-email">{member.email}</span> : null}
                </p>
                {manages ? (
                  <div className="member-actions">
                    <select
                      aria-label={say.roleOf(member.name)}
                      value={member.role}
                      onChange={({ target }) =>
                        attempt(
                          () =>
                            api.changeRole(
                              consortium,
                              member.accountId,
                              target.value as ConsortiumRole,
                            ),
                          say.isNow(
                            member.name,
                            roleWords(target.value as ConsortiumRole).toLowerCase(),
                          ),
                        )
                      }
                    >
                      {consortiumRoles.map((role) => (
                        <option key={role} value={role}>
                          {roleWords(role)}
                        </option>
                      ))}
                    </select>
                    <button
                      type="button"
                      className="button button-quiet button-small"
                      aria-label={say.dataOf(member.name)}
                      onClick={() => download(member)}
                    >
                      {say.data}
                    </button>
                    <RemovePerson
                      member={member}
                      onErase={(name) =>
                        attempt(
                          () => api.erasePerson(consortium, member.accountId, name),
                          say.erased(member.name),
                        )
                      }
                      onRemove={() =>
                        attempt(
                          () => api.removePerson(consortium, member.accountId),
                          say.removed(member.name),
                        )
                      }
                    />
                  </div>
                ) : (
                  <p className="mark">{roleWords(member.role)}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
        {manages ? (
          <>
            <section aria-labelledby="invite-heading">
              <h2 id="invite-heading">{say.invite}</h2>
              <InviteForm
                cities={people.cities.map(({ name }) => name)}
                onInvite={(invitation) =>
                  attempt(() => api.invite(consortium, invitation), say.invited(invitation.email))
                }
              />
              <dl className="role-meanings">
                {consortiumRoles.map((role) => (
                  <div key={role}>
                    <dt>{roleWords(role)}</dt>
                    <dd>{roleMeanings[role]}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <section aria-labelledby="cities-heading">
              <h2 id="cities-heading">{say.cities}</h2>
              <ul className="member-list">
                {people.cities.map((city) => (
                  <CityLine
                    key={city.id}
                    city={city}
                    onRename={(name) =>
                      attempt(
                        () => api.renameCity(consortium, city.id, name),
                        say.renamed(city.name, name.trim()),
                      )
                    }
                  />
                ))}
              </ul>
            </section>
            {people.invitations.length > 0 ? (
              <section aria-labelledby="invitations-heading">
                <h2 id="invitations-heading">{say.waiting}</h2>
                <ul className="member-list">
                  {people.invitations.map((invitation) => (
                    <li key={invitation.id} className="member">
                      <p className="member-name">
                        {invitation.name}
                        <span className="member-city">
                          {invitation.city}, {roleWords(invitation.role).toLowerCase()}
                        </span>
                        <span className="member-email">
                          {say.until(invitation.email, day(invitation.expiresAt))}
                        </span>
                      </p>
                      <button
                        type="button"
                        className="button button-quiet button-small"
                        aria-label={say.withdrawOf(invitation.name)}
                        onClick={() =>
                          attempt(
                            () => api.revokeInvitation(consortium, invitation.id),
                            say.withdrawn(invitation.name),
                          )
                        }
                      >
                        {say.withdraw}
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
  const everywhere = useWords()
  const say = everywhere.people
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
        aria-label={say.removeOne(member.name)}
        onClick={() => setOpen(true)}
      >
        {say.remove}
      </button>
      <Dialog
        title={say.removeAsk(member.name)}
        description={say.removeLede}
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
            <span>{say.erase}</span>
          </label>
          {erases ? (
            <div className="erase-name">
              <label htmlFor="erase-name">{say.eraseName(member.name)}</label>
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
              {everywhere.cancel}
            </button>
            <button
              type="submit"
              className="button"
              disabled={erases && name.trim() !== member.name}
            >
              {erases ? say.removeAndErase : say.remove}
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
  const everywhere = useWords()
  const say = everywhere.people
  const [renamed, setRenamed] = useState<string | null>(null)
  if (renamed === null)
    return (
      <li className="member">
        <p className="member-name">{name}</p>
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label={say.renameOne(name)}
          onClick={() => setRenamed(name)}
        >
          {say.rename}
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
          aria-label={say.newNameOf(name)}
          required
          maxLength={120}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: it stands where the button was that was pressed
          autoFocus
          value={renamed}
          onChange={({ target }) => setRenamed(target.value)}
        />
        <button type="submit" className="button button-small">
          {everywhere.save}
        </button>
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => setRenamed(null)}
        >
          {everywhere.cancel}
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
  const say = useWords().people
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
        <label htmlFor="invite-name">{say.name}</label>
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
        <label htmlFor="invite-email">{say.email}</label>
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
        <label htmlFor="invite-city">{say.city}</label>
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
        <label htmlFor="invite-role">{say.role}</label>
        <select
          id="invite-role"
          value={role}
          onChange={(event) => setRole(event.target.value as ConsortiumRole)}
        >
          {consortiumRoles.map((one) => (
            <option key={one} value={one}>
              {roleWords(one)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button">
        {say.send}
      </button>
    </form>
  )
}

function day(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date(iso))
}
