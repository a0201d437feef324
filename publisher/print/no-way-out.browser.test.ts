import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readGuideFolder } from '@charrette/guides'
import { chapter, figure } from '@charrette/guides/testing'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '../edition-file.ts'
import { PrintBrowser, printPdf } from '../pdf/index.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'

const secret = 'Sesame of the machine'
const drawnSecret = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><text id="part" y="30">${secret}</text></svg>`

let folder: string
let listener: Server
let browser: PrintBrowser
/** What came in at the listener, a connection each: not even that may be made. */
const came: string[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-way-out-'))
  await writeFile(join(folder, 'secret.txt'), secret)
  await writeFile(join(folder, 'secret.svg'), drawnSecret)
  await writeFile(join(folder, 'secret.css'), `body::after { content: "${secret}" }`)
  listener = createServer((socket) => {
    const index = came.push('connected') - 1
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      came[index] = bytes.toString('latin1').split('\r\n')[0] ?? ''
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${secret.length}\r\n\r\n${secret}`)
    })
  })
  await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready))
  browser = await PrintBrowser.launch({ timeLimit: 60_000 })
})
afterAll(async () => {
  await browser?.close()
  listener.close()
  await rm(folder, { recursive: true, force: true })
})

/** The addresses that are tried: the test's own listener by all its names, and files. */
function targets(): string[] {
  const address = listener.address()
  const port = address && typeof address === 'object' ? address.port : 0
  return [
    `http://127.0.0.1:${port}/ip`,
    `http://localhost:${port}/name`,
    `http://2130706433:${port}/number`,
    `http://[::ffff:127.0.0.1]:${port}/mapped`,
    `//127.0.0.1:${port}/scheme-relative`,
    `http://release.invalid:${port}/our-own-name`,
    `ws://127.0.0.1:${port}/socket`,
    `ftp://127.0.0.1:${port}/ftp`,
    ...['secret.txt', 'secret.svg', 'secret.css'].map(
      (name) => pathToFileURL(join(folder, name)).href,
    ),
    `view-source:${pathToFileURL(join(folder, 'secret.txt')).href}`,
    'file:///etc/passwd',
  ]
}

/** Everything by which a document asks for another one, and hints that interception does not see. */
const asking = (to: string): string => `
  <link rel="stylesheet" href="${to}"><link rel="preconnect" href="${to}"><link rel="dns-prefetch" href="${to}">
  <link rel="prefetch" href="${to}"><link rel="preload" as="image" href="${to}"><link rel="icon" href="${to}">
  <link rel="modulepreload" href="${to}"><link rel="manifest" href="${to}"><link rel="prerender" href="${to}">
  <script type="speculationrules">{"prefetch":[{"urls":["${to}"],"eagerness":"immediate"}]}</script>
  <style>
    @import url("${to}");
    @font-face { font-family: "out ${to}"; src: url("${to}"); }
    .out { font-family: "out ${to}", serif; background: url("${to}"); cursor: url("${to}"), auto;
      border-image-source: url("${to}"); list-style-image: url("${to}"); mask: url("${to}#part");
      filter: url("${to}#part"); clip-path: url("${to}#part"); content: url("${to}"); }
    .out::before { content: url("${to}") "x"; }
    @page { background: url("${to}"); @top-left { content: url("${to}"); } }
  </style>
  <p class="out">Words <i class="out">more</i></p>
  <img src="${to}" srcset="${to} 2x" alt=""><picture><source srcset="${to}"><img src="${to}" alt=""></picture>
  <iframe src="${to}"></iframe><iframe srcdoc='<img src="${to}"><style>@import "${to}"</style>'></iframe>
  <iframe src='data:text/html,<img src="${to}"><meta http-equiv="refresh" content="0;url=${to}">'></iframe>
  <object data="${to}"></object><embed src="${to}"><frameset><frame src="${to}"></frameset>
  <video src="${to}" poster="${to}" preload="auto" autoplay></video><audio src="${to}" preload="auto"></audio>
  <video autoplay><source src="${to}"><track default src="${to}"></video><input type="image" src="${to}" alt="">
  <svg xmlns="http://www.w3.org/2000/svg"><use href="${to}#part"/><use xlink:href="${to}#part"/><image href="${to}"/>
    <feImage href="${to}"/><script href="${to}"></script><foreignObject><img src="${to}"></foreignObject></svg>
  <math href="${to}"><mtext>x</mtext></math><body background="${to}"><table background="${to}"><tr><td background="${to}">x</table>
  <a ping="${to}" href="${to}" download>link</a><form action="${to}"><button autofocus>x</button></form>
  <script>fetch("${to}"); new WebSocket("${to}"); document.write("scripts ran")</script>
  <script src="${to}"></script><img src="x" onerror="document.write('scripts ran')" alt="">
  <iframe src="javascript:document.write('scripts ran')"></iframe>`

/** Everything that a PDF shows and carries, as far as letters go. */
async function saidIn(bytes: Uint8Array): Promise<string> {
  const pdf = await PDF.load(bytes)
  const words = pdf.getPages().map((page) => page.extractText().text)
  return `${words.join(' ')} ${Buffer.from(bytes).toString('latin1')}`.replace(/\s+/g, ' ')
}

function expectNothing(said: string): void {
  expect(came).toEqual([])
  expect(said).not.toContain(secret)
  expect(said).not.toContain('root:x:0')
  expect(said).not.toContain('scripts ran')
}

const printed = (html: string) =>
  browser.withDocument(
    html,
    async () => null,
    (document) => document.print(),
  )

test('markup that asks for addresses and files gets none, whatever way it asks', async () => {
  const html = `<!doctype html><title>Out</title><p>The text itself.</p>${targets().map(asking).join('')}`
  const said = await saidIn(await printed(html))
  expect(said).toContain('The text itself.')
  expectNothing(said)
  expect(browser.refused.length).toBeGreaterThan(100)
})

test('a document that would go elsewhere, or be based there, goes nowhere', async () => {
  for (const to of targets()) {
    const pages = [
      `<!doctype html><meta http-equiv="refresh" content="0;url=${to}"><p>Here still.</p>`,
      `<!doctype html><base href="${to}"><link rel="stylesheet" href="style.css"><img src="a.png" alt=""><p>Here still.</p>`,
    ]
    // Where it ends is the browser's affair; that it is nowhere out there is ours.
    for (const page of pages)
      expectNothing(await saidIn(await printed(page).catch(() => printed('<p>Gave up.</p>'))))
  }
})

const drawing = (to: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40"><style>@import url("${to}");</style><script>fetch("${to}")</script><image href="${to}" width="9" height="9"/><use xlink:href="${to}#part"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${to}"></iframe></foreignObject><rect width="9" height="9" fill="url(${to}#part)"/><path d="M0 0h40v40z" fill="#14365f"/></svg>`

test('a folder whose drawings or links reach out is refused before it is printed', async () => {
  const chapter = [
    '# Ways out',
    '',
    ...targets().flatMap((to, index) => [
      `[A link](<${to}>)`,
      '',
      `![A drawing](../pictures/out-${index}.svg)`,
      '',
      `![A picture](<${to}>)`,
      '',
    ]),
  ].join('\n')
  const drawings = targets().map((to, index) => [`pictures/out-${index}.svg`, drawing(to)])
  const { findings } = await readGuideFolder(
    fixtureFolder({ 'chapters/90-out.md': chapter, ...Object.fromEntries(drawings) }),
  )
  const refused = findings.filter(({ severity }) => severity === 'error')
  const count = (rule: string) => refused.filter(({ ruleId }) => ruleId === rule).length
  expect(count('picture-active')).toBe(targets().length)
  expect(count('link-unsafe')).toBeGreaterThanOrEqual(
    targets().filter((to) => !/^(?:https?:|\/\/)/.test(to)).length,
  )
  expect(came).toEqual([])
})

test('a guide that is full of such markup is printed without any of it', async () => {
  const markdown = [
    '# Ways out',
    '',
    'The text itself.',
    '',
    ...targets().flatMap((to) => [
      asking(to),
      '',
      `[A link](https://example.org/?to=${encodeURIComponent(to)}) said “${to}”.`,
      '',
      `\`\`\`html\n<meta http-equiv="refresh" content="0;url=${to}">\n\`\`\``,
      '',
    ]),
  ].join('\n')
  const { guide, ...bundle } = await bundleOf(fixtureFolder({ 'chapters/90-out.md': markdown }))
  // A bundle that was made elsewhere: no folder's check has seen its drawings.
  const drawings = new Map<string, Uint8Array>()
  const pictures = Object.fromEntries(
    targets().map((to, index) => {
      const bytes = new TextEncoder().encode(drawing(to))
      const hash = sha256(bytes)
      drawings.set(hash, bytes)
      const mediaType = 'image/svg+xml' as const
      const size = { bytes: bytes.length, width: 40, height: 40 }
      return [`pictures/out-${index}.svg`, { sha256: hash, mediaType, ...size }]
    }),
  )
  const shown = chapter(
    'shown',
    ...Object.keys(pictures).map((src) => figure({ src, alt: 'A drawing' }, 'It reaches out.')),
  )
  const hostile = {
    ...bundle,
    guide: {
      ...guide,
      chapters: [...guide.chapters, shown],
      pictures: { ...guide.pictures, ...pictures },
    },
    readPicture: async (hash: string) => drawings.get(hash) ?? bundle.readPicture(hash),
  }
  const said = await saidIn(await printPdf(hostile, { browser }))
  expect(said).toContain('The text itself.')
  expect(said).toContain('It reaches out.')
  expectNothing(said)
})
