import type { Release } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { type PrintSettings, printsAddresses } from '../settings/print-settings.ts'
import type { Logo } from '../theme/theme.ts'
import {
  adaptForPrint,
  backLink,
  has,
  inNote,
  isElement,
  noteText,
  type PrintContext,
  textOf,
} from './adapt-for-print.ts'
import { type ContentsEntry, colophonToHast, contentsToHast, coverToHast } from './front-matter.ts'
import { type Hyphenators, hyphenate } from './hyphenate.ts'
import { indexOfGuide, indexToHast } from './index-of-guide.ts'
import { type PrintWords, printWordsFor } from './print-words.ts'
import { hasRightToLeft, setRightToLeftApart } from './right-to-left.ts'

/** The guide as one HTML document for the print browser, and what its pages are called by. */
export interface GuideDocument {
  html: string
  /** Chapters with their sections, then the back matter. */
  contents: ContentsEntry[]
  /** What each link says, by its address (`#id` within the guide): the description of its annotation. */
  linkTexts: Map<string, string>
}

export interface GuideDocumentOptions {
  /** Everything that styles it. */
  css: string
  /** Ids of notes that found no room beside the text. */
  noRoom: ReadonlySet<string>
  settings: PrintSettings
  logo: Logo | null
  hyphenators: Hyphenators
}

/**
 * Builds the document. Pages' numbers are still to be filled in (`data-page-of`), and notes stand
 * where their references do.
 */
export function guideDocument(
  hast: GuideHast,
  release: Release,
  { css, noRoom, settings, logo, hyphenators }: GuideDocumentOptions,
): GuideDocument {
  const { frontMatter } = hast.guide
  const printWords = printWordsFor(frontMatter.lang)
  const index = settings.index ? indexOfGuide(hast) : null
  const entries = index && index.entries.length > 0 ? index.entries : null
  const contents = [
    ...contentsOf(hast),
    ...(entries ? [{ id: 'index_title', number: '', title: printWords.index, children: [] }] : []),
  ]
  const body = [
    coverToHast(hast, release, logo),
    colophonToHast(hast, release),
    contentsToHast(hast, contents, printWords),
    ...hast.chapters.map((chapter) =>
      chapterSection(chapter, hast, printWords, {
        noRoom,
        settings,
        hyphenators,
        children: index?.chapters.get(chapter.id) ?? (chapter.hast.children as ElementContent[]),
      }),
    ),
    ...(['glossary', 'bibliography'] as const)
      .filter((kind) => hast[kind].hast.children.length > 0)
      .map((kind) => backSection(kind, hast, printWords)),
    ...(entries ? [indexToHast(entries, printWords)] : []),
  ]
  const isMixed = hasRightToLeft(JSON.stringify(hast.guide))
  const html = toHtml(
    {
      type: 'root',
      children: [
        { type: 'doctype' },
        h('html', { lang: frontMatter.lang }, [
          h('head', [
            h('meta', { charSet: 'utf-8' }),
            h('title', frontMatter.title),
            h('style', css),
          ]),
          h('body', withTags(isMixed ? setRightToLeftApart(body) : body, frontMatter.lang)),
        ]),
      ],
    },
    { allowDangerousHtml: false },
  )
  return { html, contents, linkTexts: linkTextsOf(body) }
}

function contentsOf({ chapters, words, ...hast }: GuideHast): ContentsEntry[] {
  const back = (['glossary', 'bibliography'] as const).filter(
    (kind) => hast[kind].hast.children.length > 0,
  )
  return [
    ...chapters.map(({ id, number, title, headings }) => ({
      id,
      number: String(number),
      title,
      children: headings.flatMap((heading) =>
        heading.level === 2 && heading.id && heading.text
          ? [{ id: heading.id, number: '', title: heading.text, children: [] }]
          : [],
      ),
    })),
    ...back.map((kind) => ({ id: `${kind}_title`, number: '', title: words[kind], children: [] })),
  ]
}

function chapterSection(
  chapter: ChapterHast,
  { guide, words }: GuideHast,
  printWords: PrintWords,
  {
    noRoom,
    settings,
    hyphenators,
    children,
  }: Pick<GuideDocumentOptions, 'noRoom' | 'settings' | 'hyphenators'> & {
    children: ElementContent[]
  },
): Element {
  const context: PrintContext = {
    words: printWords,
    notes: new Map(chapter.notes.map((note) => [note.id, note])),
    atEnd: [],
    noRoom,
    notesBeside: settings.notes === 'margin',
    addresses: printsAddresses(settings)
      ? { prefix: `address_${chapter.id}`, count: 0, beside: [], atEnd: [] }
      : null,
  }
  const text = adaptForPrint(children, context)
  return h(
    'section.chapter',
    {
      lang: chapter.lang === guide.frontMatter.lang ? null : chapter.lang,
      dataTag: 'Sect',
      dataStarts: chapter.id,
    },
    [
      h('header.opening', [
        h('h1', { id: chapter.id }, [
          h('span.opening-number', `${words.chapter} ${chapter.number}`),
          ' ',
          h(`span.opening-title${sizeOf(chapter.title)}`, chapter.title),
        ]),
        ...(chapter.byline ? [h('p.byline', chapter.byline)] : []),
      ]),
      ...hyphenate(
        [h('div.body', text), ...endNotes(context, words.notes)],
        chapter.lang,
        hyphenators,
      ),
      ...addressList(context, printWords.addresses),
    ],
  )
}

/** The opening is as high as its ground: a title that would rise out of it is set smaller. */
function sizeOf(title: string): string {
  return title.length > 180 ? '.is-longest' : title.length > 90 ? '.is-long' : ''
}

function endNotes(context: PrintContext, title: string): Element[] {
  if (context.atEnd.length === 0) return []
  return [
    h('section.endnotes', { dataTag: 'Sect' }, [
      h('h2', title),
      ...context.atEnd.map((note) =>
        h('div.endnote', { id: note.id, role: 'doc-footnote', dataTag: 'Note' }, [
          h('p', [backLink(note), ' ', ...adaptForPrint(noteText(note), context, inNote)]),
        ]),
      ),
    ]),
  ]
}

/** Links that are not shown: Chromium names places only where a link leads. */
const leadTo = (ids: readonly string[]): Element[] =>
  ids.length === 0
    ? []
    : [
        h(
          'div',
          { hidden: true },
          ids.map((id) => h('a', { href: `#${id}` })),
        ),
      ]

function addressList({ addresses }: PrintContext, title: string): Element[] {
  if (!addresses) return []
  return [
    ...(addresses.atEnd.length > 0
      ? [
          h('section.endnotes.addresses', { dataTag: 'Sect' }, [
            h('h2', title),
            h(
              'ul',
              addresses.atEnd.map(({ words, address }) =>
                h('li', [words, ': ', h('span.address', address)]),
              ),
            ),
          ]),
        ]
      : []),
    ...leadTo(addresses.beside),
  ]
}

function backSection(
  kind: 'glossary' | 'bibliography',
  hast: GuideHast,
  printWords: PrintWords,
): Element {
  const context: PrintContext = {
    words: printWords,
    notes: new Map(),
    atEnd: [],
    noRoom: new Set(),
    notesBeside: false,
    addresses: null,
  }
  return h('section.back', { dataTag: 'Sect', dataStarts: `${kind}_title` }, [
    h('h1.back-title', { id: `${kind}_title` }, hast.words[kind]),
    ...adaptForPrint(hast[kind].hast.children as ElementContent[], context),
  ])
}

function linkTextsOf(nodes: readonly ElementContent[], texts = new Map<string, string>()) {
  for (const node of nodes.filter(isElement)) {
    const href = node.tagName === 'a' ? String(node.properties.href ?? '') : ''
    if (href && !texts.has(href)) {
      const said = node.children.filter((child) => !isElement(child) || !has(child, 'entry-page'))
      const text = said.map(textOf).join('').replace(/\s+/g, ' ').trim()
      texts.set(href, String(node.properties.ariaLabel ?? '') || text)
    }
    linkTextsOf(node.children, texts)
  }
  return texts
}

/**
 * Writes the structure types that `data-tag` names into `lang`, as a private-use subtag (BCP 47):
 * of all attributes, language alone reaches the structure tree of a printed PDF unchanged.
 * `mendStructure` reads the type and leaves the language.
 */
function withTags(nodes: readonly ElementContent[], lang: string): ElementContent[] {
  return nodes.map((node) => {
    if (!isElement(node)) return node
    const { dataTag, ...properties } = node.properties
    const own = String(properties.lang ?? lang)
    return {
      ...node,
      properties: dataTag
        ? { ...properties, lang: `${own}-x-${String(dataTag).toLowerCase()}` }
        : properties,
      children: withTags(node.children, own),
    }
  })
}
