import type {
  GuideSummary,
  Me,
  NewGuide as NewGuideFields,
} from '@charrette/collab-server/contract'
import { guideKindSchema, newGuideSchema } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import type { GuideKind } from '@charrette/guides'
import { beginnings } from '@charrette/templates/beginnings'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, locale, useWords } from '../messages/index.ts'
import { WordFileDialog } from '../word/word-file-dialog.tsx'

/** Every guide that I have a part in. */
export function GuidesPage({ me }: { me: Me }) {
  const everywhere = useWords()
  const say = everywhere.guides
  const guides = useLoaded('guides', api.guides)
  const writable = me.memberships.filter(({ role }) => may(role, 'create a guide'))
  return (
    <PageFrame me={me} title={say.title}>
      <div className="shelf">
        <div className="shelf-head">
          <h1>{say.title}</h1>
          {writable.length > 0 ? (
            <div className="shelf-actions">
              <GuideFromWord memberships={writable} />
              <NewGuide memberships={writable} />
            </div>
          ) : null}
        </div>
        {guides.state === 'loading' ? <p className="waiting">{say.fetching}</p> : null}
        {guides.state === 'failed' ? (
          <p className="problem" role="alert">
            {guides.error.message}{' '}
            <button type="button" className="link-button" onClick={guides.reload}>
              {everywhere.tryAgain}
            </button>
          </p>
        ) : null}
        {guides.state === 'loaded' && guides.value.length === 0 ? (
          <p>{writable.length > 0 ? say.noneYet : say.noneToRead}</p>
        ) : null}
        {guides.state === 'loaded' && guides.value.length > 0 ? (
          <ul className="guide-list">
            {guides.value.map((guide) => (
              <GuideLine key={guide.id} guide={guide} />
            ))}
          </ul>
        ) : null}
      </div>
    </PageFrame>
  )
}

function GuideLine({ guide }: { guide: GuideSummary }) {
  const say = useWords().guides
  const { openCandidates, latestRelease } = guide
  return (
    <li className="guide-line">
      <h2>
        <Link href={`/write/guides/${guide.slug}`}>{guide.title}</Link>
      </h2>
      {guide.subtitle ? <p className="guide-line-subtitle">{guide.subtitle}</p> : null}
      <ul className="marks">
        <li className="mark">{latestRelease ? say.released(latestRelease.number) : say.draft}</li>
        {openCandidates.map(({ number, kind }) => (
          <li key={number} className="mark mark-open">
            <Link href={`/write/guides/${guide.slug}/review/${number}`}>
              {kind === 'erratum' ? say.erratumInReview(number) : say.inReview(number)}
            </Link>
          </li>
        ))}
        <li>
          <Link href={`/write/guides/${guide.slug}/releases`}>{say.releases}</Link>
        </li>
        <li>
          <Link href={`/write/guides/${guide.slug}/rules`}>{say.rules}</Link>
        </li>
        <li>{say.chapters(guide.chapterCount)}</li>
        <li>{say.words(guide.wordCount)}</li>
        {guide.editedAt ? <li>{say.edited(when(guide.editedAt))}</li> : null}
      </ul>
    </li>
  )
}

function when(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  )
}

/** A guide that was begun in Word. */
function GuideFromWord({ memberships }: { memberships: Me['memberships'] }) {
  const say = useWords().guides
  const [open, setOpen] = useState(false)
  const [first] = memberships
  const [consortium, setConsortium] = useState(first?.consortium.slug ?? '')
  return (
    <>
      <button type="button" className="button button-quiet" onClick={() => setOpen(true)}>
        {say.fromWord}
      </button>
      <WordFileDialog
        title={say.fromWord}
        description={
          <>
            <p>{say.fromWordLede}</p>
            {memberships.length > 1 ? (
              <>
                <label htmlFor="word-consortium">{say.consortium}</label>
                <select
                  id="word-consortium"
                  value={consortium}
                  onChange={(event) => setConsortium(event.target.value)}
                >
                  {memberships.map(({ consortium: { slug, name } }) => (
                    <option key={slug} value={slug}>
                      {name}
                    </option>
                  ))}
                </select>
              </>
            ) : null}
          </>
        }
        path={`consortia/${encodeURIComponent(consortium)}/imports`}
        open={open}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

function NewGuide({ memberships }: { memberships: Me['memberships'] }) {
  const everywhere = useWords()
  const say = everywhere.guides
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<GuideKind>('guide')
  const [template, setTemplate] = useState<NewGuideFields['template']>()
  const [problem, setProblem] = useState('')
  const [, goTo] = useLocation()
  const [first] = memberships
  const [consortium, setConsortium] = useState(first?.consortium.slug ?? '')

  async function create(event: FormEvent) {
    event.preventDefault()
    try {
      const guide = await api.createGuide({ title: title.trim(), consortium, kind, template })
      goTo(`/write/guides/${guide.slug}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.notCreated)
    }
  }

  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {say.create}
      </button>
      <Dialog
        title={say.create}
        description={say.createLede}
        open={open}
        onClose={() => setOpen(false)}
      >
        <form onSubmit={create}>
          <label htmlFor="new-title">{say.guideTitle}</label>
          <input
            id="new-title"
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <fieldset className="choices">
            <legend>{say.beginWith}</legend>
            {[{ id: undefined, name: say.emptyChapter, description: '' }, ...beginnings].map(
              ({ id, name, description }) => (
                <label key={name} className="choice">
                  <input
                    type="radio"
                    name="new-template"
                    checked={template === id}
                    onChange={() => setTemplate(newGuideSchema.shape.template.parse(id))}
                  />
                  <span>
                    {inOurWords(name)}
                    {description ? <small>{inOurWords(description)}</small> : null}
                  </span>
                </label>
              ),
            )}
          </fieldset>
          {template ? null : (
            <>
              <label htmlFor="new-kind">{say.kind}</label>
              <select
                id="new-kind"
                value={kind}
                onChange={(event) => setKind(guideKindSchema.parse(event.target.value))}
              >
                {guideKindSchema.options.map((known) => (
                  <option key={known} value={known}>
                    {say.kinds[known]}
                  </option>
                ))}
              </select>
            </>
          )}
          {memberships.length > 1 ? (
            <>
              <label htmlFor="new-consortium">{say.consortium}</label>
              <select
                id="new-consortium"
                value={consortium}
                onChange={(event) => setConsortium(event.target.value)}
              >
                {memberships.map(({ consortium: { slug, name } }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </select>
            </>
          ) : null}
          <Problem words={problem} />
          <div className="dialog-actions">
            <button type="button" className="button button-quiet" onClick={() => setOpen(false)}>
              {everywhere.cancel}
            </button>
            <button type="submit" className="button">
              {say.doCreate}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
