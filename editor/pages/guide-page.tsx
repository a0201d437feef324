import '../styles/writing.css'
import type { CandidateSummary, GuideSummary, Me } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import {
  chaptersMap,
  directionOf,
  frontMatterMap,
  type OutlineEntry,
  outline,
  renameChapter,
} from '@charrette/guides'
import { useCallback, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { AttributionPanel } from '../attribution/attribution-panel.tsx'
import { createCommentDesk } from '../comments/comment-desk.ts'
import { CommentsPanel } from '../comments/comments-panel.tsx'
import { caretColour } from '../connection/caret-colour.ts'
import { type GuideConnection, openGuide } from '../connection/guide-connection.ts'
import { SaveStatus } from '../connection/save-status.tsx'
import { useShared, useTrouble } from '../connection/use-shared.ts'
import { TextFigures } from '../figures/text-figures.tsx'
import { FindPanel } from '../finding/find-panel.tsx'
import { createFinding } from '../finding/finding.ts'
import { locale, useWords, words } from '../messages/index.ts'
import { OutlinePanel } from '../outline/outline-panel.tsx'
import { Following } from '../presence/following.tsx'
import { PeopleHere } from '../presence/people-here.tsx'
import { useSharePlace } from '../presence/use-share-place.ts'
import { Recovery } from '../recovery/recovery.tsx'
import { createSuggestionDesk } from '../suggestions/suggestion-desk.ts'
import { SuggestionsPanel } from '../suggestions/suggestions-panel.tsx'
import { TranslationPanel } from '../translations/translation-panel.tsx'
import { ChapterEditor } from '../writing/chapter-editor.tsx'
import { ChecksPanel } from '../writing/checks-panel.tsx'
import { NothingHere } from './nothing-here.tsx'
import { SubmitForReview } from './submit-for-review.tsx'

/** A guide, with one of its chapters open to write in. */
export default function GuidePage({
  me,
  slug,
  chapterId,
}: {
  me: Me
  slug: string
  chapterId: string | null
}) {
  const say = useWords().guide
  const guide = useLoaded(`guide ${slug}`, () => api.guide(slug))
  if (guide.state === 'loading') return <p className="waiting">{say.opening}</p>
  if (guide.state === 'failed')
    return guide.error.status === 404 ? (
      <NothingHere heading={words().noGuide} words={words().noGuideWords} />
    ) : (
      <NothingHere heading={say.cannotOpen} words={guide.error.message} />
    )
  return <OpenGuide me={me} guide={guide.value} chapterId={chapterId} />
}

function OpenGuide({
  me,
  guide,
  chapterId,
}: {
  me: Me
  guide: GuideSummary
  chapterId: string | null
}) {
  const say = useWords().guide
  const mayWrite = may(guide.role, 'write the draft')
  const [connection, setConnection] = useState<GuideConnection | null>(null)
  useEffect(() => {
    const opened = openGuide(guide.slug, me.account.id, may(guide.role, 'comment'))
    const { awareness } = opened.provider
    awareness.setLocalStateField('user', {
      name: me.account.name,
      city: me.account.city?.name ?? '',
      color: caretColour(me.account.id),
    })
    let current = true
    opened.ready.then(() => current && setConnection(opened))
    return () => {
      current = false
      setConnection(null)
      opened.close()
    }
  }, [guide.slug, guide.role, me])
  if (!connection) return <p className="waiting">{say.opening}</p>
  return (
    <Writing
      me={me}
      guide={guide}
      connection={connection}
      chapterId={chapterId}
      mayWrite={mayWrite}
    />
  )
}

function Writing({
  me,
  guide,
  connection,
  chapterId,
  mayWrite,
}: {
  me: Me
  guide: GuideSummary
  connection: GuideConnection
  chapterId: string | null
  mayWrite: boolean
}) {
  const say = useWords().guide
  const { doc } = connection
  const [desk] = useState(createCommentDesk)
  const maySuggest = may(guide.role, 'suggest changes')
  const [finding] = useState(() => createFinding(doc))
  const [writer] = useState({
    accountId: me.account.id,
    name: me.account.name,
    city: me.account.city?.name ?? '',
  })
  const [suggestions] = useState(() => createSuggestionDesk(maySuggest && !mayWrite))
  const mayComment = may(guide.role, 'comment')
  const chapters = useShared(chaptersMap(doc), () => outline(doc))
  const open = chapters.find(({ id }) => id === chapterId) ?? chapters[0] ?? null
  const openId = open?.id ?? null
  const lang = useShared(frontMatterMap(doc), () => String(frontMatterMap(doc).get('lang') ?? 'en'))
  useSharePlace(connection, openId)
  const [followed, follow] = useState<string | null>(null)
  const [, goTo] = useLocation()
  const openChapter = useCallback(
    (id: string) => goTo(`/write/guides/${guide.slug}/chapters/${id}`),
    [goTo, guide.slug],
  )
  const stopFollowing = useCallback(() => follow(null), [])
  return (
    <PageFrame
      me={me}
      title={guide.title}
      named
      middle={
        <StatusLine
          guide={guide}
          connection={connection}
          mayWrite={mayWrite}
          chapters={chapters}
          onFollow={follow}
        />
      }
    >
      <h1 className="visually-hidden">{guide.title}</h1>
      <div className="room">
        <OutlinePanel
          connection={connection}
          slug={guide.slug}
          consortium={guide.consortium.slug}
          openId={openId}
          mayWrite={mayWrite}
          maySuggest={maySuggest}
          mayAssign={may(guide.role, 'assign chapters')}
        />
        {open ? (
          <article className="sheet" aria-label={say.chapter(open.title || words().untitled)}>
            <textarea
              className="chapter-title"
              aria-label={say.chapterTitle}
              placeholder={say.chapterTitle}
              lang={open.lang ?? lang}
              dir={directionOf(open.lang ?? lang)}
              spellCheck
              rows={1}
              value={open.title}
              readOnly={!mayWrite}
              onChange={(event) =>
                renameChapter(doc, open.id, event.target.value.replace(/\s*\n\s*/g, ' '))
              }
              onKeyDown={(event) => {
                // As in a heading: Enter goes on to the text.
                if (event.key !== 'Enter') return
                event.preventDefault()
                event.currentTarget
                  .closest('article')
                  ?.querySelector<HTMLElement>('[role="textbox"]')
                  ?.focus()
              }}
            />
            <ChapterEditor
              // In another language every label in the text is made anew.
              key={`${open.id} ${locale()}`}
              connection={connection}
              guideSlug={guide.slug}
              chapterId={open.id}
              lang={open.lang ?? lang}
              mayType={maySuggest}
              desk={desk}
              suggestions={suggestions}
              finding={finding}
              me={writer}
            />
          </article>
        ) : (
          <p className="waiting">{say.noChapter}</p>
        )}
        <div className="side">
          <SuggestionsPanel
            doc={doc}
            desk={suggestions}
            mayAnswer={mayWrite}
            me={maySuggest ? me.account.id : null}
          />
          <CommentsPanel
            connection={connection}
            desk={desk}
            me={me}
            slug={guide.slug}
            consortium={guide.consortium.slug}
            chapters={chapters}
            openId={openId}
            mayComment={mayComment}
          />
          {open ? <TextFigures doc={doc} open={open} guideLang={lang} mayWrite={mayWrite} /> : null}
          <AttributionPanel
            slug={guide.slug}
            openId={openId}
            mayCorrect={may(guide.role, 'correct credits')}
          />
          <TranslationPanel doc={doc} slug={guide.slug} mayWrite={mayWrite} />
          <ChecksPanel connection={connection} slug={guide.slug} />
        </div>
      </div>
      <FindPanel
        finding={finding}
        suggestions={suggestions}
        openId={openId}
        openChapter={openChapter}
        mayReplace={maySuggest}
        me={writer}
      />
      {followed ? (
        <Following
          key={followed}
          connection={connection}
          accountId={followed}
          openId={openId}
          goTo={openChapter}
          onStop={stopFollowing}
        />
      ) : null}
    </PageFrame>
  )
}

function StatusLine({
  guide,
  connection,
  mayWrite,
  chapters,
  onFollow,
}: {
  guide: GuideSummary
  connection: GuideConnection
  mayWrite: boolean
  chapters: OutlineEntry[]
  onFollow: (accountId: string) => void
}) {
  const say = useWords().guide

  /** What became of the last submission, for those who write. */
  const decided: Partial<Record<CandidateSummary['state'], string>> = {
    submitted: say.inReview,
    returned: say.sentBack,
  }
  const candidates = useLoaded(`candidates ${guide.slug}`, () => api.candidates(guide.slug))
  const latest =
    candidates.state === 'loaded'
      ? (candidates.value.toSorted((a, b) => b.number - a.number)[0] ?? null)
      : null
  return (
    <>
      <SaveStatus connection={connection} />
      <Recovery connection={connection} title={guide.title} slug={guide.slug} />
      <StoppedRemedy connection={connection} />
      {latest && decided[latest.state] ? (
        <Link className="latest" href={`/write/guides/${guide.slug}/review/${latest.number}`}>
          {decided[latest.state]}
        </Link>
      ) : null}
      <Link className="latest" href={`/write/guides/${guide.slug}/history`}>
        {say.history}
      </Link>
      <PeopleHere
        connection={connection}
        chapters={chapters}
        slug={guide.slug}
        onFollow={onFollow}
      />
      {mayWrite ? (
        <SubmitForReview
          slug={guide.slug}
          connection={connection}
          waiting={latest?.state === 'submitted' ? latest.number : null}
        />
      ) : null}
    </>
  )
}

function StoppedRemedy({ connection }: { connection: GuideConnection }) {
  const say = useWords().guide
  const trouble = useTrouble(connection)
  if (trouble?.kind !== 'stopped') return null
  return (
    <>
      {trouble.remedy === 'sign-in' ? <Link href="/sign-in">{say.signIn}</Link> : null}
      {trouble.remedy === 'reload' ? (
        <button type="button" className="link-button" onClick={() => location.reload()}>
          {say.reload}
        </button>
      ) : null}
    </>
  )
}
