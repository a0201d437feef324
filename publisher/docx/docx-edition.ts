import {
  Bookmark,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  type INumberingOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { ElementContent } from 'hast'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import { type GuideHast, guideToHast } from '../hast/guide-to-hast.ts'
import type { Note } from '../hast/state.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { creators } from '../release-facts.ts'
import { blocksToDocx } from './blocks-to-docx.ts'
import { BookmarkNames } from './bookmarks.ts'
import { colophon, contents, titlePage } from './front-matter.ts'
import { inLanguage } from './inline-to-docx.ts'
import { type WordPicture, wordPictures } from './pictures.ts'
import { settledContainer } from './settle-container.ts'
import type { DocxState } from './state.ts'
import { stylesFor, tableStyles } from './styles.ts'
import { wordLanguage } from './word-language.ts'

/**
 * The release as a Word document for cities that adapt the text: everything has a named style,
 * captions and references are fields, notes are footnotes. The same release gives the same bytes.
 *
 * @throws {PictureMissing} where the bundle has not the bytes of a picture that a figure shows.
 */
export async function docxEdition(bundle: ReleaseBundle): Promise<Uint8Array> {
  const { guide, release } = bundle
  const hast = guideToHast(guide, { notes: 'end' })
  const { title, subtitle, summary, topics, lang } = guide.frontMatter
  const lists: DocxState['lists'] = { count: 0, starts: new Set([1]) }
  const common = { hast, names: new BookmarkNames(), pictures: await wordPictures(bundle), lists }
  const running = runningHeads(hast, release.number)
  const sections = [
    frontSection(common, release),
    // The sections after the first chapter's go on with its running heads.
    ...hast.chapters.map((chapter, index) =>
      chapterSection(chapter, index === 0 ? running : {}, common),
    ),
    ...(['glossary', 'bibliography'] as const)
      .filter((kind) => hast[kind].hast.children.length > 0)
      .map((kind) => backSection(kind, common)),
  ]
  const document = new Document({
    title: subtitle ? `${title}: ${subtitle}` : title,
    subject: summary || subtitle || title,
    creator: creators(guide, release).join('; '),
    lastModifiedBy: release.consortium || creators(guide, release)[0] || '',
    keywords: topics.join(', '),
    description: `${hast.words.release} ${release.number}`,
    customProperties: [
      { name: 'Release', value: release.number },
      { name: 'Content hash', value: release.contentHash },
    ],
    externalStyles: tableStyles,
    styles: stylesFor(wordLanguage(lang)),
    numbering: numberingOf(lists.starts),
    sections,
  })
  return settledContainer(await Packer.toBuffer(document), { releasedAt: release.releasedAt, lang })
}

interface Common {
  hast: GuideHast
  names: BookmarkNames
  pictures: ReadonlyMap<string, WordPicture>
  lists: DocxState['lists']
}

type RunningHeads = Pick<ISectionOptions, 'headers' | 'footers'>

const stateOf = (
  { hast, names, pictures, lists }: Common,
  lang: string,
  notes: readonly Note[] = [],
): DocxState => ({
  words: hast.words,
  names,
  pictures,
  lists,
  base: lang === hast.guide.frontMatter.lang ? {} : inLanguage(lang),
  notes: new Map(notes.map((note) => [note.id, note])),
})

const page = {
  size: { width: 12_240, height: 15_840 },
  margin: { top: 1440, right: 1440, bottom: 1300, left: 1440 },
}

const frontSection = (
  { hast, names }: Common,
  release: ReleaseBundle['release'],
): ISectionOptions => ({
  properties: { page: { ...page, pageNumbers: { start: 1, formatType: 'lowerRoman' } } },
  children: [...titlePage(hast, release), ...colophon(hast, release), ...contents(hast, names)],
})

function chapterSection(
  chapter: ChapterHast,
  running: RunningHeads,
  common: Common,
): ISectionOptions {
  const { hast, names } = common
  const state = stateOf(common, chapter.lang, chapter.notes)
  const children: FileChild[] = [
    new Paragraph({
      style: 'ChapterNumber',
      text: `${hast.words.chapter} ${chapter.number}`,
    }),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [
        new Bookmark({
          id: names.of(chapter.id),
          children: [new TextRun({ text: chapter.title, ...state.base })],
        }),
      ],
    }),
    ...(chapter.byline ? [new Paragraph({ style: 'Byline', text: chapter.byline })] : []),
    ...blocksToDocx(chapter.hast.children as ElementContent[], state),
  ]
  return {
    properties: {
      type: 'nextPage',
      page: {
        ...page,
        ...(running.headers ? { pageNumbers: { start: 1, formatType: 'decimal' } } : {}),
      },
      // Notes count by chapter, as in the other editions.
      footnoteProperties: { restart: 'eachSect' },
    },
    ...running,
    children,
  }
}

function backSection(kind: 'glossary' | 'bibliography', common: Common): ISectionOptions {
  const { hast, names } = common
  const lang = hast.guide.frontMatter.lang
  return {
    properties: { type: 'nextPage', page },
    children: [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        children: [
          new Bookmark({
            id: names.of(`${kind}_title`),
            children: [new TextRun(hast.words[kind])],
          }),
        ],
      }),
      ...blocksToDocx(hast[kind].hast.children as ElementContent[], stateOf(common, lang)),
    ],
  }
}

function runningHeads({ guide, words }: GuideHast, number: string): RunningHeads {
  const style = 'RunningHead'
  return {
    headers: {
      default: new Header({
        children: [new Paragraph({ style, text: guide.frontMatter.title })],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            style,
            children: [
              new TextRun(`${words.release} ${number} · `),
              new TextRun({ children: [PageNumber.CURRENT] }),
            ],
          }),
        ],
      }),
    },
  }
}

/** Bullets, and numbers for each start that a list has. */
function numberingOf(starts: ReadonlySet<number>): INumberingOptions {
  const levels = Array.from({ length: 9 }, (_, level) => level)
  const style = (level: number) => ({
    paragraph: { indent: { left: (level + 1) * 360, hanging: 360 } },
  })
  const marks = ['•', '–', '▪'] as const
  const formats = ['decimal', 'lowerLetter', 'lowerRoman'] as const
  return {
    config: [
      {
        reference: 'bullets',
        levels: levels.map((level) => ({
          level,
          format: 'bullet' as const,
          text: marks[level % 3] ?? '•',
          alignment: 'left' as const,
          style: style(level),
        })),
      },
      ...[...starts].map((start) => ({
        reference: `numbers-${start}`,
        levels: levels.map((level) => ({
          level,
          format: formats[level % 3] ?? ('decimal' as const),
          text: `%${level + 1}.`,
          start: level === 0 ? start : 1,
          alignment: 'left' as const,
          style: style(level),
        })),
      })),
    ],
  }
}
