import '../styles/figures.css'
import {
  type ChapterFigures,
  chapterContent,
  chapterFigures,
  FEWEST_WORDS,
  frontMatterMap,
  isMeasured,
  type OutlineEntry,
  readingFigures,
  setChapterLanguage,
} from '@charrette/guides'
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { keepReadings } from '../connection/chapter-readings.ts'
import { inOurWords, locale, useWords, words } from '../messages/index.ts'

/** How long the writing must pause before figures are made anew, in milliseconds. */
const PAUSE = 1500

/** How long the open chapter and the guide are, how long they take to read, and how hard they are. */
export function TextFigures({
  doc,
  open,
  guideLang,
  mayWrite,
}: {
  doc: Y.Doc
  open: OutlineEntry
  guideLang: string
  mayWrite: boolean
}) {
  const say = useWords().guide
  const chapters = useChapterFigures(doc)
  const lang = open.lang ?? guideLang
  const own = chapters?.find(({ id }) => id === open.id)
  return (
    <section className="figures" aria-labelledby="figures-heading">
      <h2 id="figures-heading">{say.figures}</h2>
      {chapters ? (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{say.words}</th>
              <th scope="col">{say.minutes}</th>
              <th scope="col">{say.reading}</th>
            </tr>
          </thead>
          <tbody>
            {own ? <Row name={say.thisChapter} chapters={[own]} lang={lang} /> : null}
            <Row name={say.theGuide} chapters={chapters} lang={guideLang} />
          </tbody>
        </table>
      ) : (
        <p role="status">{say.counting}</p>
      )}
      <p className="figures-note">{aboutMeasure(lang)}</p>
      {mayWrite ? <ChapterLanguage doc={doc} open={open} guideLang={guideLang} /> : null}
    </section>
  )
}

function Row({ name, chapters, lang }: { name: string; chapters: ChapterFigures[]; lang: string }) {
  const { words, minutes, readability } = readingFigures(chapters, lang)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{words.toLocaleString(locale())}</td>
      <td>{minutes}</td>
      <td className={readability?.hard ? 'figures-hard' : undefined}>
        {readability ? inOurWords(readability.words) : '–'}
      </td>
    </tr>
  )
}

function ChapterLanguage({
  doc,
  open,
  guideLang,
}: {
  doc: Y.Doc
  open: OutlineEntry
  guideLang: string
}) {
  const say = useWords().guide
  const tags = [...new Set([...offered, ...(open.lang ? [open.lang] : [])])].filter(
    (tag) => tag !== guideLang,
  )
  return (
    <label className="figures-language">
      {say.chapterLanguage}
      <select
        value={open.lang ?? ''}
        onChange={({ target }) => setChapterLanguage(doc, open.id, target.value || null)}
      >
        <option value="">{say.asTheGuide(nameOf(guideLang))}</option>
        {tags.map((tag) => (
          <option key={tag} value={tag}>
            {nameOf(tag)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Languages that are much spoken in the cities that write here; the guide may be in any other. */
const offered = ['en', 'es', 'zh', 'tl', 'vi', 'ar', 'fr', 'ht', 'ko', 'pt', 'ru', 'so', 'de']

function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([locale()], { type: 'language' }).of(tag) ?? tag
  } catch {
    // Intl throws over tags that BCP 47 does not allow; the checks say so.
    return tag
  }
}

function aboutMeasure(lang: string): string {
  if (!isMeasured(lang)) return words().guide.notMeasured(nameOf(lang))
  return lang.toLowerCase().startsWith('es')
    ? words().guide.spanishMeasure(FEWEST_WORDS)
    : words().guide.englishMeasure(FEWEST_WORDS)
}

/** Null until they are made for the first time. */
function useChapterFigures(doc: Y.Doc): (ChapterFigures & { id: string })[] | null {
  const [figures, setFigures] = useState<(ChapterFigures & { id: string })[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let run = 0
    const make = async () => {
      const mine = ++run
      try {
        const all = await readings.all(() => mine !== run)
        if (all && mine === run) setFigures(all.map(([{ id }, value]) => ({ id, ...value })))
      } catch {
        // A text in the middle of a merge: the next pause sees it whole.
      }
    }
    const later = (pause: number) => {
      clearTimeout(timer)
      run++
      timer = setTimeout(make, pause)
    }
    const guideLang = () => String(frontMatterMap(doc).get('lang') ?? 'en')
    const readings = keepReadings(
      doc,
      ({ id, title, lang }) =>
        chapterFigures({ id, title, lang, content: chapterContent(doc, id) }, guideLang()),
      () => later(PAUSE),
    )
    later(0)
    return () => {
      clearTimeout(timer)
      run++
      readings.close()
    }
  }, [doc])
  return figures
}
