import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { folderOf } from '@charrette/guides'
import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { guideToHast } from '../../publisher/hast/guide-to-hast.ts'
import { guideDocument, headOf } from '../../publisher/print/guide-document.ts'
import { hyphenatorsOf } from '../../publisher/print/hyphenate.ts'
import { paperCss, papers } from '../../publisher/print/paper.ts'
import { printResources, printStyles } from '../../publisher/print/resources.ts'
import { defaultPrintSettings } from '../../publisher/settings/print-settings.ts'
import { bundleOf } from '../../publisher/testing/fixture-guide.ts'
import { readTheme } from '../../publisher/theme/read-theme.ts'
import type { SampleGuide } from './sample-guide.ts'
import { sampleFolder, sampleTypst, type TypstSetting } from './write-sample.ts'

/** Where each engine's version of one guide lies; all hold the same words and pictures. */
export interface PeerDocuments {
  /** Charrette's own folder of Markdown. */
  guide: string
  /** The very HTML that Charrette prints, with its fonts and pictures beside it. */
  print: string
  /** HTML with notes at the foot and page numbers by CSS, for engines that know those. */
  paged: string
  /** Folders of Typst's `guide.typ`. */
  typst: Readonly<Record<TypstSetting['kind'], string>>
}

/**
 * Writes a guide for every engine.
 *
 * @param folder an empty folder.
 */
export async function writePeerDocuments(
  guide: SampleGuide,
  folder: string,
): Promise<PeerDocuments> {
  const files = sampleFolder(guide)
  for (const [path, content] of Object.entries(files))
    await write(join(folder, 'guide', path), content)
  const bundle = await bundleOf(folderOf(files))
  const styles = await printStyles(bundle, await readTheme())
  const readResource = await printResources(bundle, styles)
  const hast = guideToHast(bundle.guide, { notes: 'end' })
  const css = { common: `${paperCss(papers.letter)}${styles.common}`, text: styles.text }
  const hyphenators = await hyphenatorsOf(hast)
  const { pieces, bodyOf } = guideDocument(hast, bundle.release, {
    noRoom: new Set(),
    settings: defaultPrintSettings,
    logo: null,
    hyphenators,
  })
  const { title, lang } = bundle.guide.frontMatter
  const html = `<!doctype html><html lang="${lang}"><head>${headOf(title, css)}</head><body>${bodyOf(pieces)}</body></html>`
  const paged = pagedDocument(hast, styles.fonts.css)
  const sources = new Set([...html.matchAll(/ src="([^"]+)"/g)].map(([, path = '']) => path))
  for (const path of sources) {
    const resource = await readResource(path)
    if (resource) await write(join(folder, path), resource.body)
  }
  await mkdir(join(folder, 'fonts'), { recursive: true })
  for (const [name, file] of styles.fonts.files) await copyFile(file, join(folder, 'fonts', name))
  await write(join(folder, 'print.html'), html)
  await write(join(folder, 'paged.html'), paged)
  const hyphenate = hyphenators.get(lang) ?? ((text) => text)
  const typstIn = async (setting: TypstSetting): Promise<string> => {
    const name = `typst-${setting.kind}`
    await write(join(folder, name, 'guide.typ'), sampleTypst(guide, setting))
    for (const [path, bytes] of guide.pictures) await write(join(folder, name, path), bytes)
    return join(folder, name)
  }
  return {
    guide: join(folder, 'guide'),
    print: join(folder, 'print.html'),
    paged: join(folder, 'paged.html'),
    typst: {
      'like-ours': await typstIn({ kind: 'like-ours' }),
      'hyphens-given': await typstIn({
        kind: 'hyphens-given',
        hyphenate: (text) => hyphenate(text, 'wide'),
      }),
      defaults: await typstIn({ kind: 'defaults' }),
    },
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

const pagedCss = `
@page{size:letter;margin:72pt 110pt 66pt;@bottom-center{content:counter(page)}@top-left{content:"Model Climate and Housing Policy Guide"}@top-right{content:string(chapter)}}
@page:first{@bottom-center{content:none}@top-left{content:none}}
html{font:10.4pt/14.5pt "Source Serif 4",serif}body{margin:0}
h1,h2,h3,nav,table,figcaption{font-family:"Public Sans",sans-serif}h1,h2,h3{break-after:avoid}
h1{string-set:chapter content()}section,nav{break-before:page}
p{orphans:2;widows:2;margin:0 0 8pt}a{color:inherit}
table{border-collapse:collapse;width:100%;break-inside:avoid;font-size:9pt}th,td{border:.5pt solid #999;padding:3pt 5pt;text-align:left}
figure{break-inside:avoid;margin:12pt 0}img{max-width:100%}
.page-note{float:footnote;font-size:8.5pt}
nav ol{list-style:none;padding-left:1em}nav a::after{content:leader('.') target-counter(attr(href),page)}`

function pagedDocument(hast: ReturnType<typeof guideToHast>, fonts: string): string {
  const title = hast.guide.frontMatter.title
  const sections = hast.chapters.map(({ id, title: name, hast: text, notes }) => {
    const byId = new Map(notes.map((note) => [note.id, note.hast.slice(0, -2)]))
    return h('section', [
      h('h1', { id }, name),
      ...withPageNotes(text.children as ElementContent[], byId),
    ])
  })
  const contents = h('nav', [
    h('h1', 'Contents'),
    h(
      'ol',
      hast.chapters.map(({ id, title: name, headings }) =>
        h('li', [
          h('a', { href: `#${id}` }, name),
          h(
            'ol',
            headings
              .filter((heading) => heading.level === 2 && heading.id)
              .map((heading) => h('li', h('a', { href: `#${heading.id}` }, heading.text))),
          ),
        ]),
      ),
    ),
  ])
  return toHtml({
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('title', title),
          h('style', `${fonts}${pagedCss}`),
        ]),
        h('body', [h('h1', title), contents, ...sections]),
      ]),
    ],
  })
}

/** A note stands where its reference does; the engine moves it to the page's foot. */
function withPageNotes(
  nodes: readonly ElementContent[],
  notes: ReadonlyMap<string, ElementContent[]>,
): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== 'element') return node
    const [link] = node.children
    const classes = node.properties.className
    if (Array.isArray(classes) && classes.includes('note-mark') && link?.type === 'element') {
      const note = notes.get(String(link.properties.href).slice(1))
      return h('span.page-note', note ?? [])
    }
    return { ...node, children: withPageNotes(node.children, notes) }
  })
}
