import type { ChapterTranslation } from '@charrette/collab-server/contract'
import { addChapter, type FrontMatter, frontMatterMap } from '@charrette/guides'
import { Link } from 'wouter'
import type * as Y from 'yjs'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { useShared } from '../connection/use-shared.ts'

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
      <h2 id="translation-heading">Translation</h2>
      <p>
        Of <Link href={`/write/guides/${source.slug}`}>{source.title}</Link>, edition{' '}
        {source.release}: {done} of {source.release ? states.length : 0} chapters are as its text is
        now.
      </p>
      <ul className="findings">
        {states.map((chapter) => (
          <li key={chapter.id}>
            <strong>{chapter.title || 'Untitled'}</strong>: {inWords(chapter)}{' '}
            {chapter.state === 'gone' ? null : (
              <a
                href={`/guides/${source.slug}/${chapter.id}/`}
                target="_blank"
                rel="noreferrer"
                lang={source.lang}
              >
                Source
              </a>
            )}{' '}
            {mayWrite && (chapter.state === 'untranslated' || chapter.state === 'outdated') ? (
              <button type="button" className="link-button" onClick={() => markTranslated(chapter)}>
                It is translated
                <span className="visually-hidden">: {chapter.title}</span>
              </button>
            ) : null}
            {mayWrite && chapter.state === 'missing' ? (
              <button type="button" className="link-button" onClick={() => add(chapter)}>
                Add it here
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
      return 'translated.'
    case 'untranslated':
      return 'not translated yet.'
    case 'missing':
      return 'new in the source, and not here.'
    case 'gone':
      return 'is in the source no longer.'
    case 'outdated':
      return since
        ? `the source has changed since edition ${since.number}.`
        : 'the source has changed since.'
  }
}
