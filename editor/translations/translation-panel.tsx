import type { ChapterTranslation } from '@charrette/collab-server/contract'
import { addChapter, type FrontMatter, frontMatterMap } from '@charrette/guides'
import { Link } from 'wouter'
import type * as Y from 'yjs'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { useShared } from '../connection/use-shared.ts'
import { useWords, words } from '../messages/index.ts'

/** How a translation stands to its source, chapter by chapter; nothing where the guide is none. */
export function TranslationPanel({
  doc,
  slug,
  mayWrite,
}: {
  doc: Y.Doc
  slug: string
  mayWrite: boolean
}) {
  const of = useShared(
    frontMatterMap(doc),
    () => frontMatterMap(doc).get('translationOf') as FrontMatter['translationOf'],
  )
  return of ? <Chapters doc={doc} slug={slug} of={of} mayWrite={mayWrite} /> : null
}

function Chapters({
  doc,
  slug,
  of,
  mayWrite,
}: {
  doc: Y.Doc
  slug: string
  of: NonNullable<FrontMatter['translationOf']>
  mayWrite: boolean
}) {
  const say = useWords().translations
  const loaded = useLoaded(`translation ${slug}`, () => api.translation(slug))
  if (loaded.state !== 'loaded') return null
  const { source, chapters } = loaded.value
  // What was marked here since it was fetched counts at once.
  const states = chapters.map((chapter) =>
    chapter.sourceHash !== '' && of.chapters[chapter.id] === chapter.sourceHash
      ? { ...chapter, state: 'current' as const }
      : chapter,
  )
  const done = states.filter(({ state }) => state === 'current').length

  function markTranslated({ id, sourceHash }: ChapterTranslation) {
    frontMatterMap(doc).set('translationOf', {
      ...of,
      chapters: { ...of.chapters, [id]: sourceHash },
    })
  }
  function add({ id, sourceTitle }: ChapterTranslation) {
    addChapter(doc, { id, title: sourceTitle })
    loaded.reload()
  }
  return (
    <section className="checks" aria-labelledby="translation-heading">
      <h2 id="translation-heading">{say.heading}</h2>
      <p>
        {say.of} <Link href={`/write/guides/${source.slug}`}>{source.title}</Link>
        {say.progress(source.release, done, source.release ? states.length : 0)}
      </p>
      <ul className="findings">
        {states.map((chapter) => (
          <li key={chapter.id}>
            <strong>{chapter.title || words().untitled}</strong>: {inWords(chapter)}{' '}
            {chapter.state === 'gone' ? null : (
              <a
                href={`/guides/${source.slug}/${chapter.id}/`}
                target="_blank"
                rel="noreferrer"
                lang={source.lang}
              >
                {say.source}
              </a>
            )}{' '}
            {mayWrite && (chapter.state === 'untranslated' || chapter.state === 'outdated') ? (
              <button type="button" className="link-button" onClick={() => markTranslated(chapter)}>
                {say.isTranslated}
                <span className="visually-hidden">: {chapter.title}</span>
              </button>
            ) : null}
            {mayWrite && chapter.state === 'missing' ? (
              <button type="button" className="link-button" onClick={() => add(chapter)}>
                {say.addHere}
                <span className="visually-hidden">: {chapter.title}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function inWords({ state, since }: ChapterTranslation): string {
  switch (state) {
    case 'current':
      return words().translations.current
    case 'untranslated':
      return words().translations.untranslated
    case 'missing':
      return words().translations.missing
    case 'gone':
      return words().translations.gone
    case 'outdated':
      return since ? words().translations.changedSince(since.number) : words().translations.changed
  }
}
