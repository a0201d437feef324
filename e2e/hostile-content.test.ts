import {
  addChapter,
  chapterFragment,
  folderOf,
  frontMatterMap,
  type Guide,
  readGuideFolder,
  writeGuideToDoc,
} from '@charrette/guides'
import {
  callout,
  chapter,
  cite,
  cityExample,
  code,
  codeBlock,
  definition,
  figure,
  footnote,
  guide,
  h2,
  keyTakeaways,
  lang,
  li,
  link,
  ol,
  p,
  pullQuote,
  quote,
  ref,
  strong,
  table,
  task,
  tasks,
  td,
  th,
  tr,
  ul,
} from '@charrette/guides/testing'
import { strFromU8, unzipSync } from 'fflate'
import { fromHtml } from 'hast-util-from-html'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { visit } from 'unist-util-visit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { fromXml } from 'xast-util-from-xml'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'
import { foundWorld, type World } from './found-world.ts'
import { pdfText } from './pdf-text.ts'
import { joinGuide, published } from './script-author.ts'

// Hostile content on the whole road: what cannot be a guide never reaches anybody; markup that is
// written as text, in every field that takes text, is text in every edition and nothing else.

let world: World
let server: CharretteProcess
const toStrike: (() => unknown)[] = []
beforeAll(async () => {
  const scratch = await scratchFolder()
  toStrike.push(scratch.remove)
  world = await foundWorld({ dataFolder: `${scratch.path}/data` })
  server = await startCharrette(world.place.dataFolder)
  toStrike.push(() => server.stop())
})
afterAll(async () => {
  for (const step of toStrike.reverse()) await step()
})

const bearer = (index: number): string => world.authors[index]?.token ?? ''
const fragment = (doc: Y.Doc) => chapterFragment(doc, world.chapterId)

/** A paragraph's text in the chapter. */
function words(doc: Y.Doc): Y.XmlText {
  const text = fragment(doc)
    .toArray()
    .find((node) => node instanceof Y.XmlElement)
    ?.get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  return text
}

function put(doc: Y.Doc, name: string, attributes: Record<string, unknown> = {}): Y.XmlElement {
  const element = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, value as unknown as string)
  fragment(doc).insert(0, [element])
  return element
}

/** Links that a browser would run or draw, by every spelling that was tried on one. */
const links = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript&#58;alert(1)',
  'javascript://example.org/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=',
  'vbscript:msgbox(1)',
  'view-source:javascript:alert(1)',
  'blob:https://example.org/1',
  'file:///etc/passwd',
  'https:alert(1)',
  '//example.org',
  '',
]
const withPrototype = (): unknown => JSON.parse('{"__proto__":{"title":"Inherited"},"a":1}')

const attacks: [string, (doc: Y.Doc) => void][] = [
  ...['script', 'iframe', 'object', 'style', 'svg', 'constructor', '__proto__', 'doc', 'text'].map(
    (name): [string, (doc: Y.Doc) => void] => [`a node ${name}`, (doc) => void put(doc, name)],
  ),
  ...links.map((href): [string, (doc: Y.Doc) => void] => [
    `a link to ${JSON.stringify(href)}`,
    (doc) => words(doc).format(0, 3, { link: { href } }),
  ]),
  ...['onclick', 'onerror', 'style', 'srcdoc', 'constructor', 'class', 'xlink:href'].map(
    (name): [string, (doc: Y.Doc) => void] => [
      `an attribute ${name}`,
      (doc) => void put(doc, 'paragraph', { [name]: 'alert(1)' }),
    ],
  ),
  [
    'an event on a link',
    (doc) => words(doc).format(0, 3, { link: { href: 'https://example.org', onclick: 'x' } }),
  ],
  ['an unknown mark', (doc) => words(doc).format(0, 3, { script: { src: 'x' } })],
  [
    'a mark of the prototype',
    (doc) => words(doc).format(0, 3, Object.fromEntries([['constructor', { href: 'x' }]])),
  ],
  ['an id that is markup', (doc) => void put(doc, 'heading', { level: 2, id: '"><script>' })],
  [
    'a language that is markup',
    (doc) => words(doc).format(0, 3, { language: { lang: 'en" onclick="x' } }),
  ],
  ['a span of a million', (doc) => void put(doc, 'tableCell', { colspan: '1e6' })],
  [
    'a huge attribute',
    (doc) => void put(doc, 'figure', { src: 'a.png', alt: 'x'.repeat(1_000_000) }),
  ],
  ['an attribute that is an object', (doc) => void put(doc, 'figure', { src: { toString: 'x' } })],
  [
    'a huge link',
    (doc) =>
      words(doc).format(0, 3, { link: { href: `https://example.org/${'x'.repeat(1_000_000)}` } }),
  ],
  ['a huge title', (doc) => frontMatterMap(doc).set('title', 'x'.repeat(1_000_000))],
  ['bytes for a title', (doc) => frontMatterMap(doc).set('title', new Uint8Array(9))],
  ['a document for a title', (doc) => frontMatterMap(doc).set('title', new Y.Doc())],
  ['front matter of the prototype', (doc) => frontMatterMap(doc).set('__proto__', 'x')],
  [
    'a bibliography of the prototype',
    (doc) => doc.getMap('bibliography').set('__proto__', { id: 'x' }),
  ],
  [
    'a source that is a script',
    (doc) =>
      doc.getMap('bibliography').set('x', { id: 'x', type: 'book', URL: ' javascript:alert(1)' }),
  ],
  [
    'an entry with a prototype of its own',
    (doc) => doc.getMap('bibliography').set('x', withPrototype()),
  ],
  [
    'a picture with a prototype deep in it',
    (doc) => doc.getMap('pictures').set('x', { a: [withPrototype()] }),
  ],
  [
    'values nested without end',
    (doc) => {
      let nested: unknown = 1
      for (let depth = 0; depth < 500; depth++) nested = [nested]
      doc.getMap('bibliography').set('x', { id: 'x', nested })
    },
  ],
  [
    'a nesting bomb',
    (doc) => {
      let inner = put(doc, 'blockquote')
      for (let depth = 0; depth < 100; depth++) {
        const next = new Y.XmlElement('blockquote')
        inner.insert(0, [next])
        inner = next
      }
    },
  ],
  ['a root of its own', (doc) => doc.getMap('constructor').set('a', 1)],
  ['a chapter that is markup', (doc) => void addChapter(doc, { id: '<b>', title: 'x' })],
]

test('what cannot be a guide ends its own connection, and reaches nobody', async () => {
  const reader = await joinGuide(server, world.slug, bearer(1))
  const before = JSON.stringify(reader.doc.toJSON())
  for (const [name, attack] of attacks) {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(
      `${server.address.replace('http', 'ws')}/sync`,
      world.slug,
      doc,
      {
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        params: { token: bearer(0) },
      },
    )
    const closed = new Promise<number>((resolve) => {
      provider.on('connection-close', (event: { code: number } | null) => {
        provider.shouldConnect = false
        resolve(event?.code ?? 0)
      })
    })
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    doc.transact(() => attack(doc))
    expect([name, await closed]).toEqual([name, 4422])
    provider.destroy()
  }
  expect(JSON.stringify(reader.doc.toJSON())).toBe(before)
  expect(({} as Record<string, unknown>).title).toBeUndefined()
  reader.leave()
})

/** What breaks out of a text where it is taken for markup, in every language that an edition is written in. */
const markup =
  `</p></title></script></style>]]>--><script>alert(1)</script><img src=x onerror=alert(1)>` +
  `<svg/onload=alert(1)>"onmouseover="alert(1)" 'onfocus='alert(1)' javascript:alert(1) ` +
  `data:text/html,alert(1) &#106;avascript: &lt;b&gt; {{7*7}} \${7*7} <%= 7 %> \\) /JS (alert) ` +
  `=cmd|'/C calc'!A0 %0d%0a ../../etc/passwd __proto__ constructor`

/** The markup with the name of the field that it stands in, by which it is found again. */
const fields: string[] = []
function said(field: string): string {
  const name = `in-${field}-field`
  if (!fields.includes(name)) fields.push(name)
  return `${name} ${markup}`
}

function hostileGuide(slug: string): Guide {
  const address = (field: string) =>
    `https://example.org/${field}?a="><script>alert(1)</script>&b='onclick='alert(1)#javascript:alert(1)`
  return guide(
    {
      slug,
      title: said('title'),
      subtitle: said('subtitle'),
      summary: said('summary'),
      cities: [{ name: said('city'), state: said('state') }],
      authors: [said('author')],
      topics: [said('topic')],
      bibliography: [
        {
          id: 'constructor',
          type: 'book',
          title: said('book'),
          author: [{ family: said('family'), given: said('given') }, { literal: said('literal') }],
          publisher: said('publisher'),
          URL: 'https://example.org/"><script>alert(1)</script>',
          DOI: '10.1/"><script>alert(1)</script>',
          note: '</script><script>alert(1)</script>',
        },
      ],
    },
    chapter(
      { id: 'constructor', title: said('chapter') },
      keyTakeaways(ul(li(said('takeaway')))),
      h2({ id: 'prototype' }, said('heading')),
      p(said('text'), strong(said('strong')), code(said('code')), lang('es', said('passage'))),
      p(link(address('link'), said('link')), link('mailto:a@b.example?subject=<script>', 'mail')),
      p('Noted', footnote(said('note')), cite('constructor', said('locator')), ref('prototype')),
      callout('warning', said('callout'), p(said('warning'))),
      pullQuote(said('attribution'), p(said('pulled'))),
      definition({ term: said('term') }, p(said('meaning'))),
      cityExample(
        {
          city: said('example-city'),
          state: said('example-state'),
          population: 1000,
          year: 2020,
          contact: said('contact'),
          source: 'constructor',
          id: 'tostring',
        },
        said('action'),
        said('outcome'),
      ),
      quote(p(said('quote'))),
      ol(li(said('ordered'))),
      tasks(task(true, said('task'))),
      table(
        { caption: said('caption') },
        tr(th(said('head')), th('b')),
        tr(td(said('cell')), td()),
      ),
      codeBlock('"><script>alert(1)</script>', said('listing')),
      figure(
        { src: 'pictures/constructor', alt: said('alt'), credit: said('credit') },
        said('legend'),
      ),
    ),
  )
}

/** What a tree of markup does beyond saying something: nothing is expected. */
function doings(tree: Node, isOurs: (address: string) => boolean): string[] {
  const found: string[] = []
  visit(tree, (node) => {
    if (node.type !== 'element') return
    const element = node as unknown as {
      tagName?: string
      name?: string
      properties?: Record<string, unknown>
      attributes?: Record<string, unknown>
      children: { type: string; value?: string }[]
    }
    const name = element.tagName ?? element.name ?? ''
    const attributes = element.properties ?? element.attributes ?? {}
    for (const [key, value] of Object.entries(attributes)) {
      const address = String(value)
      if (/^on/i.test(key)) found.push(`${name} ${key}`)
      if (/^(?:srcDoc|style|formAction|action|ping|background)$/i.test(key) && !isOurs(address))
        found.push(`${name} ${key}=${address}`)
      if (/^(?:href|src|xlink:href|data|poster)$/i.test(key) && !isSafe(address))
        found.push(`${name} ${key}=${address}`)
    }
    const isData = /json/.test(String(attributes.type ?? ''))
    if (name === 'script' && !isData && !isOurs(String(attributes.src ?? ''))) found.push('script')
    if (/^(?:iframe|object|embed|base|frame|portal|foreignObject)$/i.test(name)) found.push(name)
    if (name === 'meta' && attributes.httpEquiv) found.push(`meta ${attributes.httpEquiv}`)
    if (name === 'img' && attributes.src === 'x') found.push('img')
    if (isData && name === 'script') JSON.parse(element.children.map((c) => c.value).join(''))
  })
  return found
}

const isSafe = (address: string): boolean =>
  /^(?:https?:|mailto:|tel:)/i.test(address) || !/^[^/?#]*:/.test(address.replace(/\s/g, ''))
const isOurPage = (address: string): boolean => /^(?:\/|\.{1,2}\/)[\w./-]+$/.test(address)

test('markup in every field that takes text is text in every edition, and nothing else', async () => {
  const slug = world.slug
  const author = await joinGuide(server, slug, bearer(0))
  const picture = await (await ask('POST', `guides/${slug}/pictures`, bearer(0), drawing)).json()
  const whole = { ...hostileGuide(slug), pictures: { 'pictures/constructor': picture } }
  author.doc.transact(() => {
    for (const root of ['chapters', 'bibliography', 'pictures'])
      for (const key of author.doc.getMap(root).keys()) author.doc.getMap(root).delete(key)
    writeGuideToDoc(whole, author.doc)
  })
  const reader = await joinGuide(server, slug, bearer(1))
  await expect
    .poll(() => reader.doc.getMap('frontMatter').get('title'))
    .toBe(whole.frontMatter.title)
  author.leave()
  reader.leave()

  const candidate = (await (
    await ask('POST', `guides/${slug}/candidates`, bearer(0), { note: said('remark') })
  ).json()) as { number: number; contentHash: string }
  const drawn = await ask(
    'GET',
    `guides/${slug}/candidates/${candidate.number}/rendered`,
    world.editor.token,
  )
  expect(doings(fromHtml(await drawn.text()), isOurPage)).toEqual([])
  const approved = await ask(
    'POST',
    `guides/${slug}/candidates/${candidate.number}/approve`,
    world.editor.token,
    {
      contentHash: candidate.contentHash,
      kind: 'revision',
      changelog: said('changelog'),
    },
  )
  expect([approved.status, await approved.text()]).toEqual([200, expect.anything()])
  await published(server, slug, '1.0')

  const edition = `/guides/${slug}/1.0/`
  const read = async (path: string) =>
    new Uint8Array(await (await fetch(`${server.address}${path}`)).arrayBuffer())
  const file = (end: string) => read(`${edition}${slug}-1.0${end}`)

  // JSON: the guide as it was written, word by word.
  const json = JSON.parse(strFromU8(await file('.json'))) as { guide: Guide }
  // What it was frozen with beside that: whose words they are.
  const chapters = json.guide.chapters.map(({ credits: _, ...chapter }) => chapter)
  expect({ ...json.guide, chapters }).toEqual(whole)

  // The site: every page to which another leads.
  const seen = await crawl([
    '/',
    '/es/',
    edition,
    '/examples/',
    '/search/',
    '/cities/',
    '/about/',
    '/news/',
    '/feed.xml',
    '/opds.xml',
    '/sitemap.xml',
  ])
  expect(seen.size).toBeGreaterThan(15)
  const texts: string[] = []
  for (const [path, { type, body }] of seen) {
    if (type.includes('html')) {
      const tree = fromHtml(body)
      expect([path, doings(tree, isOurPage)]).toEqual([path, []])
      if (path.startsWith(edition)) texts.push(textOf(tree))
    } else if (/xml|svg/.test(type))
      expect([path, doings(fromXml(body), isOurPage)]).toEqual([path, []])
    else if (type.includes('json')) JSON.parse(body)
  }
  expectSaid(texts.join(' '), ['subtitle', 'remark'])

  // EPUB, Word and Markdown: what their containers hold.
  const epub = unzipSync(await file('.epub'))
  const epubTexts: string[] = []
  for (const [path, bytes] of Object.entries(epub)) {
    if (!/\.(?:xhtml|opf|xml|svg)$/.test(path)) continue
    const tree = fromXml(strFromU8(bytes))
    expect([path, doings(tree, () => false)]).toEqual([path, []])
    epubTexts.push(textOf(tree))
  }
  expectSaid(epubTexts.join(' '), ['remark'])

  const docx = unzipSync(await file('.docx'))
  expect(
    Object.keys(docx).filter((path) => /vba|embed|activeX|altChunk|\.bin$/i.test(path)),
  ).toEqual([])
  const wordTexts = ['word/document.xml', 'word/footnotes.xml'].map((path) =>
    textOf(fromXml(strFromU8(docx[path] ?? new Uint8Array()))),
  )
  expectSaid(wordTexts.join(' '), ['remark', 'topic', 'summary', 'changelog'])
  for (const [path, bytes] of Object.entries(docx)) {
    if (!/\.(?:xml|rels)$/.test(path)) continue
    visit(fromXml(strFromU8(bytes)), 'element', ({ name, attributes, children }) => {
      if (name === 'Relationship' && attributes.TargetMode === 'External')
        expect(attributes.Target).toMatch(/^(?:https?:|mailto:)/)
      if (name === 'w:instrText')
        expect(textOf({ type: 'root', children } as Node)).toMatch(
          /^\s*(?:PAGE|NUMPAGES|TOC|REF|PAGEREF|HYPERLINK|SEQ)\b/,
        )
      expect(name).not.toMatch(/^(?:w:altChunk|o:OLEObject|w:object|w:control)$/)
    })
  }

  const markdown = unzipSync(await file('-markdown.zip'))
  expect(
    Object.keys(markdown).filter((path) => path.includes('..') || path.startsWith('/')),
  ).toEqual([])
  const readBack = await readGuideFolder(folderOf(markdown))
  expect(readBack.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(readBack.guide).toEqual(json.guide)

  // PDF: the words, and nothing that a viewer would run, launch, attach or load.
  const pdf = await file('.pdf')
  const paper = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise
  expect(await paper.getJSActions()).toBeNull()
  expect(await paper.getAttachments()).toBeFalsy()
  for (let number = 1; number <= paper.numPages; number++) {
    const page = await paper.getPage(number)
    expect(await page.getJSActions()).toBeFalsy()
    for (const mark of await page.getAnnotations()) {
      expect(mark.subtype).toBe('Link')
      if (mark.unsafeUrl) expect(mark.unsafeUrl).toMatch(/^(?:https?:|mailto:)/)
      expect([mark.action ?? null, mark.attachment ?? null]).toEqual([null, null])
    }
  }
  await paper.loadingTask.destroy()
  expect(strFromU8(pdf, true)).not.toMatch(
    /\/(?:JavaScript|Launch|EmbeddedFile|RichMedia|SubmitForm|ImportData|GoToR)\b/,
  )
  expectSaid(await pdfText(pdf), ['remark', 'alt', 'topic'])

  // Nobody's page ran anything, in the server's own process either.
  expect(({} as Record<string, unknown>).title).toBeUndefined()
})

/** Whether every field that was filled is in a text, with its markup as words. */
function expectSaid(text: string, leaving: string[]): void {
  // Citation styles write titles in capitals; lines end in hyphens.
  const flat = text.replace(/[\s\u00AD\u200B\u2010-]+/g, '').toLowerCase()
  const missing = fields
    .filter((name) => !leaving.includes(name.slice(3, -6)))
    .filter((name) => !flat.includes(name.replaceAll('-', '')))
  expect(missing).toEqual([])
  expect(flat).toContain('<script>alert(1)</script>')
}

type Node = Parameters<typeof visit>[0]
interface Said extends Node {
  properties?: Record<string, unknown>
  attributes?: Record<string, unknown>
}

function textOf(tree: Node): string {
  const texts: string[] = []
  visit(tree, (node) => {
    if (node.type === 'text' && 'value' in node) texts.push(String(node.value))
    const { properties, attributes = properties }: Said = node
    for (const name of ['alt', 'content', 'title', 'descr'])
      if (typeof attributes?.[name] === 'string') texts.push(attributes[name])
  })
  return texts.join(' ')
}

/** Every address of ours that another leads to, and what is there. */
async function crawl(from: string[]): Promise<Map<string, { type: string; body: string }>> {
  const seen = new Map<string, { type: string; body: string }>()
  const waiting = [...from]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || /\.(?:pdf|epub|docx|zip|woff2|webp|png|jpg)$/.test(path)) continue
    const answer = await fetch(`${server.address}${path}`)
    const type = answer.headers.get('Content-Type') ?? ''
    const body = await answer.text()
    seen.set(path, { type, body })
    if (!type.includes('html')) continue
    visit(fromHtml(body), 'element', ({ properties }) => {
      for (const value of [properties.href, properties.src]) {
        if (typeof value !== 'string' || !URL.canParse(value, `${server.address}${path}`)) continue
        const url = new URL(value, `${server.address}${path}`)
        if (url.origin === server.address && !/^\/(?:write|sign-in|api)/.test(url.pathname))
          waiting.push(url.pathname)
      }
    })
  }
  return seen
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><title>&lt;script&gt;alert(1)&lt;/script&gt;</title><path d="M0 0h90v60z" fill="#14365f"/></svg>'

const ask = (method: string, path: string, token: string, value?: unknown) =>
  fetch(`${server.address}/api/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(typeof value === 'string'
        ? { 'Content-Type': 'image/svg+xml' }
        : { 'Content-Type': 'application/json' }),
    },
    ...(value === undefined
      ? {}
      : { body: typeof value === 'string' ? value : JSON.stringify(value) }),
  })
