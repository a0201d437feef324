import type { Release } from '@charrette/guides'
import type { Element, ElementContent, Properties } from 'hast'
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
  referencePrefix,
  textOf,
} from './adapt-for-print.ts'
import { textStyles } from './fill-pass.ts'
import {
  type ContentsEntry,
  colophonToHast,
  contentsTitle,
  contentsToHast,
  coverToHast,
} from './front-matter.ts'
import { type Hyphenators, hyphenate } from './hyphenate.ts'
import { indexOfGuide, indexToHast } from './index-of-guide.ts'
import { type PrintWords, printWordsFor } from './print-words.ts'
import { hasRightToLeft, setRightToLeftApart } from './right-to-left.ts'

/**
 * What is printed on its own: cover and colophon, the contents, a chapter, a list of the back matter. It begins on a page
 * of its own and is laid out without regard to the others, so that several are printed side by side, and
 * what has not changed need not be printed again.
 */
export interface PrintPiece {
  /** Of the entry in the contents that it begins with, or of their heading; '' for cover and colophon. */
  id: string
  html: string
  /** Ids whose pages it names. */
  names: ReadonlySet<string>
  /** Ids within it that some piece leads to or names the page of, in order. */
  targets: readonly string[]
  /** What each link says, by its address (`#id` within the guide): the description of its annotation. */
  linkTexts: ReadonlyMap<string, string>
}

/** Pieces of chapters that were made before, by the chapter's text and all else that they were made of. */
const chapterPieces = new WeakMap<
  readonly ElementContent[],
  { chapter: ChapterHast; around: string; piece: UntargetedPiece }
>()

/** A piece before it is known what the others lead to. */
type UntargetedPiece = Omit<PrintPiece, 'targets'> & { ids: readonly string[] }

/** The guide for the print browser, and what its pages are called by. */
export interface GuideDocument {
  /** In the order in which they are bound. */
  pieces: PrintPiece[]
  /** Chapters with their sections, then the back matter. */
  contents: ContentsEntry[]
  /** The body of a document of some of the pieces, in which links may lead to all of them. */
  bodyOf: (pieces: readonly PrintPiece[]) => string
}

export interface GuideDocumentOptions {
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
  { noRoom, settings, logo, hyphenators }: GuideDocumentOptions,
): GuideDocument {
  const { frontMatter } = hast.guide
  const printWords = printWordsFor(frontMatter.lang)
  const index = settings.index ? indexOfGuide(hast) : null
  const entries = index && index.entries.length > 0 ? index.entries : null
  const contents = [
    ...contentsOf(hast),
    ...(entries ? [{ id: 'index_title', number: '', title: printWords.index, children: [] }] : []),
  ]
  const isMixed = hasRightToLeft(JSON.stringify(hast.guide))
  const around = JSON.stringify([settings, [...noRoom], frontMatter.lang, isMixed])
  const pieceOf = (id: string, elements: readonly Element[]): UntargetedPiece => {
    const marked = elements.map((element) => ({
      ...element,
      properties: { ...element.properties, dataPiece: id },
    }))
    const children = withTags(isMixed ? setRightToLeftApart(marked) : marked, frontMatter.lang)
    return {
      id,
      html: toHtml(children, { allowDangerousHtml: false }),
      names: namedPages(elements),
      ids: idsIn(elements),
      linkTexts: linkTextsOf(elements),
    }
  }
  const untargeted = [
    // What names the release is by itself: the contents are as they were where no page has moved.
    pieceOf('', [coverToHast(hast, release, logo), colophonToHast(hast, release)]),
    pieceOf(contentsTitle, [contentsToHast(hast, contents, printWords)]),
    ...hast.chapters.map((chapter) => {
      const children =
        index?.chapters.get(chapter.id) ?? (chapter.hast.children as ElementContent[])
      const known = chapterPieces.get(children)
      if (known?.chapter === chapter && known.around === around) return known.piece
      const options = { noRoom, settings, hyphenators, children }
      const piece = pieceOf(chapter.id, [chapterSection(chapter, hast, printWords, options)])
      chapterPieces.set(children, { chapter, around, piece })
      return piece
    }),
    ...(['glossary', 'bibliography'] as const)
      .filter((kind) => hast[kind].hast.children.length > 0)
      .map((kind) => pieceOf(`${kind}_title`, [backSection(kind, hast, printWords)])),
    ...(entries ? [pieceOf('index_title', [indexToHast(entries, printWords)])] : []),
  ]
  const targets = new Set([
    // Nothing leads there, and it has to be found.
    contentsTitle,
    ...untargeted.flatMap(({ linkTexts, names, ids }) => [
      ...names,
      ...[...linkTexts.keys()].flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
      // Where a reference stands is asked for too: it needs no number of the page that it is on.
      ...ids.filter((id) => id.startsWith(referencePrefix)),
    ]),
  ])
  const pieces = untargeted.map(
    ({ ids, ...piece }): PrintPiece => ({ ...piece, targets: ids.filter((id) => targets.has(id)) }),
  )
  const targetsHtml = toHtml(leadTo([...targets], { dataPlaces: true }), {
    allowDangerousHtml: false,
  })
  return {
    pieces,
    contents,
    bodyOf: (some) => `${some.map(({ html }) => html).join('')}${targetsHtml}`,
  }
}

/**
 * The head of a document of pieces.
 *
 * @param css everything that styles it; what is common holds for the sheets beneath the text too.
 */
export const headOf = (title: string, css: { common: string; text: string }): string =>
  toHtml([
    h('meta', { charSet: 'utf-8' }),
    h('title', title),
    h('style', css.common),
    h(`style#${textStyles}`, css.text),
  ])

/** A letter in each of the usual faces: the browser loads them while the text becomes HTML. */
export const specimen = toHtml([
  h('section.front', h('div.colophon', h('p', ['a', h('code', 'a')]))),
  h('section.chapter', [
    h('header.opening', [h('h1', 'a'), h('p.byline', 'a')]),
    h('div.body', [
      h('h2', 'a'),
      h('h3', 'a'),
      h('p', ['a', h('strong', 'a'), h('span.margin-note', [h('a.note-number', '1'), 'a'])]),
      h('table', [h('caption', 'a'), h('tr', [h('th', 'a'), h('td', 'a')])]),
    ]),
  ]),
])

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
    references: { prefix: `${referencePrefix}${chapter.id}`, count: 0 },
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

/**
 * Links that are not shown: Chromium names places only where a link leads. Each is its own target
 * where the document has no other: a link that leads nowhere would not be printed as one.
 */
const leadTo = (ids: readonly string[], properties: Properties = {}): Element[] =>
  ids.length === 0
    ? []
    : [
        h(
          'div',
          { hidden: true, ...properties },
          ids.map((id) => h('a', { id, href: `#${id}` })),
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
    references: { prefix: `${referencePrefix}${kind}`, count: 0 },
    addresses: null,
  }
  return h('section.back', { dataTag: 'Sect', dataStarts: `${kind}_title` }, [
    h('h1.back-title', { id: `${kind}_title` }, hast.words[kind]),
    ...adaptForPrint(hast[kind].hast.children as ElementContent[], context),
  ])
}

const idsIn = (nodes: readonly ElementContent[]): string[] =>
  nodes
    .filter(isElement)
    .flatMap(({ properties: { id }, children }) => [
      ...(id ? [String(id)] : []),
      ...idsIn(children),
    ])

function namedPages(nodes: readonly ElementContent[], ids = new Set<string>()): Set<string> {
  for (const node of nodes.filter(isElement)) {
    if (node.properties.dataPageOf) ids.add(String(node.properties.dataPageOf))
    namedPages(node.children, ids)
  }
  return ids
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
