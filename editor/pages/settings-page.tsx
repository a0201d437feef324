import '../styles/settings.css'
import type { Me, NewSettings, Settings } from '@charrette/collab-server/contract'
import { contrast, leastContrast } from '@charrette/templates/contrast'
import { type FormEvent, useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, locale, useWords, words } from '../messages/index.ts'
import { EditionSpecimen } from '../settings/edition-specimen.tsx'
import { NothingHere } from './nothing-here.tsx'

type Appearance = NewSettings['appearance']
type ColourName = keyof Appearance['colours']

const colourFields: ColourName[] = ['civic', 'accent', 'link', 'landmark']

/** A consortium's name, how the editions of its guides look, how much it may keep; for its administrators. */
export default function SettingsPage({ me, consortium }: { me: Me; consortium: string }) {
  const say = useWords().settings
  const loaded = useLoaded(`settings ${consortium}`, () => api.settings(consortium))
  if (loaded.state === 'loading') return <p className="waiting">{say.fetching}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.notYours} words={loaded.error.message} />
  return (
    <PageFrame me={me} title={say.title}>
      <SettingsForm consortium={consortium} first={loaded.value} />
    </PageFrame>
  )
}

function SettingsForm({ consortium, first }: { consortium: string; first: Settings }) {
  const say = useWords().settings
  const [settings, setSettings] = useState(first)
  const [name, setName] = useState(first.name)
  const [appearance, setAppearance] = useState(first.appearance)
  const [quotas, setQuotas] = useState(first.quotas)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')

  async function attempt(doing: () => Promise<string>) {
    setProblem('')
    setSaid('')
    try {
      setSaid(await doing())
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }
  const theme = settings.themes.find((one) => one.name === appearance.theme) ?? settings.themes[0]
  if (!theme) throw new Error('The server has no themes')
  const look = (change: Partial<Appearance>) => setAppearance({ ...appearance, ...change })

  function save(event: FormEvent) {
    event.preventDefault()
    void attempt(async () => {
      const changed = await api.changeSettings(consortium, { name, appearance, quotas })
      setSettings(changed)
      setName(changed.name)
      setAppearance(changed.appearance)
      return say.saved
    })
  }

  return (
    <form className="settings" onSubmit={save}>
      <header>
        <h1>{say.of(settings.name)}</h1>
      </header>

      <section aria-labelledby="name-heading">
        <h2 id="name-heading">{say.theConsortium}</h2>
        <div className="settings-field">
          <label htmlFor="consortium-name">{say.name}</label>
          <input
            id="consortium-name"
            required
            maxLength={120}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <p className="settings-hint">{say.nameHint}</p>
        </div>
      </section>

      <section aria-labelledby="look-heading" className="settings-look">
        <h2 id="look-heading">{say.look}</h2>
        <div className="settings-fields">
          <fieldset>
            <legend>{say.theme}</legend>
            {settings.themes.map(({ name: other, description }) => (
              <label key={other} className="settings-choice">
                <input
                  type="radio"
                  name="theme"
                  value={other}
                  checked={appearance.theme === other}
                  onChange={() => look({ theme: other })}
                />
                <span>
                  <strong>{inOurWords(titleOf(other))}</strong>
                  <span className="settings-hint">{inOurWords(description)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>{say.paper}</legend>
            {(
              [
                ['letter', say.letter, say.letterSize],
                ['a4', 'A4', '210 × 297 mm'],
              ] as const
            ).map(([paper, title, size]) => (
              <label key={paper} className="settings-choice">
                <input
                  type="radio"
                  name="paper"
                  value={paper}
                  checked={appearance.paper === paper}
                  onChange={() => look({ paper })}
                />
                <span>
                  <strong>{title}</strong>
                  <span className="settings-hint">{size}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <fieldset className="settings-colours">
            <legend>{say.colours}</legend>
            {colourFields.map((colour) => (
              <ColourField
                key={colour}
                name={colour}
                label={say.colourNames[colour][0]}
                use={say.colourNames[colour][1]}
                ofTheme={theme.colours[colour]}
                value={appearance.colours[colour]}
                onChange={(value) => {
                  const { [colour]: _, ...others } = appearance.colours
                  look({ colours: value === undefined ? others : { ...others, [colour]: value } })
                }}
              />
            ))}
          </fieldset>
          <LogoField
            consortium={consortium}
            logo={appearance.logo}
            onChange={(logo) => look({ logo })}
            onProblem={setProblem}
          />
        </div>
        <EditionSpecimen
          consortium={consortium}
          name={name}
          appearance={appearance}
          theme={theme}
        />
      </section>

      <section aria-labelledby="quota-heading">
        <h2 id="quota-heading">{say.quotas}</h2>
        <div className="settings-quotas">
          <QuotaField
            id="quota-guides"
            label={say.guides}
            hint={say.guidesNow(settings.used.guides)}
            value={quotas.guides}
            onChange={(guides) => setQuotas({ ...quotas, guides })}
          />
          <QuotaField
            id="quota-pictures"
            label={say.pictures}
            hint={say.picturesNow(settings.used.pictures.toLocaleString(locale()))}
            value={quotas.pictures}
            onChange={(pictures) => setQuotas({ ...quotas, pictures })}
          />
        </div>
      </section>

      <div className="settings-save">
        <button type="submit" className="button">
          {say.save}
        </button>
        <p role="status" className="outcome">
          {said}
        </p>
        <Problem words={problem} />
      </div>

      <section aria-labelledby="mail-heading">
        <h2 id="mail-heading">{say.mail}</h2>
        <p>{settings.sendsMail ? say.sendsMail : say.sendsNoMail}</p>
        {settings.sendsMail ? (
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() =>
              attempt(async () => say.testMailSent((await api.sendTestMail(consortium)).to))
            }
          >
            {say.testMail}
          </button>
        ) : null}
      </section>
    </form>
  )
}

/** "clear-print" → "Clear print" */
const titleOf = (theme: string): string =>
  theme.charAt(0).toUpperCase() + theme.slice(1).replaceAll('-', ' ')

function ColourField({
  name,
  label,
  use,
  ofTheme,
  value,
  onChange,
}: {
  name: ColourName
  label: string
  use: string
  ofTheme: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const say = useWords().settings
  const ratio = value === undefined ? null : contrast(value, '#ffffff')
  // The landmark carries no words; the others are read on white, or white is read on them.
  const weak = ratio !== null && name !== 'landmark' && ratio < leastContrast
  return (
    <div className="settings-colour">
      <input
        type="color"
        id={`colour-${name}`}
        value={value ?? ofTheme}
        aria-describedby={`colour-${name}-use`}
        onChange={({ target }) => onChange(target.value)}
      />
      <div>
        <label htmlFor={`colour-${name}`}>{label}</label>
        <p id={`colour-${name}-use`} className="settings-hint">
          {use}
          {ratio !== null && name !== 'landmark' ? (
            <span className={weak ? 'settings-weak' : 'settings-strong'}>
              {weak
                ? say.tooLight(ratio.toFixed(1), leastContrast)
                : say.contrast(ratio.toFixed(1))}
            </span>
          ) : null}
        </p>
      </div>
      {value === undefined ? (
        <span className="settings-hint">{say.asThemeHasIt}</span>
      ) : (
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label={say.asThemeFor(label.toLowerCase())}
          onClick={() => onChange(undefined)}
        >
          {say.asTheme}
        </button>
      )}
    </div>
  )
}

function LogoField({
  consortium,
  logo,
  onChange,
  onProblem,
}: {
  consortium: string
  logo: Appearance['logo']
  onChange: (logo: Appearance['logo']) => void
  onProblem: (words: string) => void
}) {
  const say = useWords().settings

  async function take(file: File | undefined) {
    if (!file) return
    onProblem('')
    try {
      const { sha256 } = await api.uploadLogo(consortium, file)
      onChange({ sha256, alt: logo?.alt ?? '' })
    } catch (error) {
      onProblem(error instanceof RequestFailed ? error.message : say.logoNotArrived)
    }
  }
  return (
    <fieldset>
      <legend>{say.logo}</legend>
      <div className="settings-field">
        <label htmlFor="logo-file">{logo ? say.anotherFile : say.file}</label>
        <input
          id="logo-file"
          type="file"
          accept="image/svg+xml,image/png,image/jpeg,image/webp"
          aria-describedby="logo-hint"
          onChange={({ target }) => take(target.files?.[0])}
        />
        <p id="logo-hint" className="settings-hint">
          {say.logoHint}
        </p>
      </div>
      {logo ? (
        <>
          <div className="settings-field">
            <label htmlFor="logo-alt">{say.logoAlt}</label>
            <input
              id="logo-alt"
              maxLength={200}
              autoComplete="off"
              value={logo.alt}
              onChange={({ target }) => onChange({ ...logo, alt: target.value })}
            />
          </div>
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => onChange(null)}
          >
            {say.takeLogoOut}
          </button>
        </>
      ) : null}
    </fieldset>
  )
}

function QuotaField({
  id,
  label,
  hint,
  value,
  onChange,
}: {
  id: string
  label: string
  hint: string
  value: number | null
  onChange: (value: number | null) => void
}) {
  const say = useWords().settings
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={1}
        step={1}
        inputMode="numeric"
        placeholder={say.noLimit}
        aria-describedby={`${id}-hint`}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      />
      <p id={`${id}-hint`} className="settings-hint">
        {say.emptyNoLimit(hint)}
      </p>
    </div>
  )
}
