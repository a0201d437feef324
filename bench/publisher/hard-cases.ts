// npm run bench:hard-cases
//
// Prints what nobody should write, at full size: 5,000 notes, a table of 2,000 rows, a word of 10,000
// letters, lists of 60 levels. Each prints, conforms to PDF/UA-1 (printing throws where it does not),
// and its time is told.
import { PDF } from '@libpdf/core'
import { PrintBrowser, printPdf } from '../../publisher/pdf/index.ts'
import { bundleOf, fixtureFolder } from '../../publisher/testing/fixture-guide.ts'

const count = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => make(index))

const notes = (many: number): string[] => {
  const marks = count(many, (at) => `Some words of the text that stand here[^${at}] and go on.`)
  const paragraphs = count(Math.ceil(many / 10), (at) =>
    marks.slice(at * 10, at * 10 + 10).join(' '),
  )
  const texts = count(many, (at) => `[^${at}]: Note ${at} says a thing about the matter at hand.`)
  return [...paragraphs, ...texts].flatMap((line) => [line, ''])
}

const cases: Record<string, string[]> = {
  '500 notes': notes(500),
  '5,000 notes': notes(5000),
  'a table of 2,000 rows': [
    '| Name | Count | Place | Share |',
    '| ---- | ----: | ----- | ----: |',
    ...count(2000, (at) => `| row ${at} | ${at} | somewhere in the city | ${at % 100}% |`),
  ],
  'a word of 10,000 letters': [`Long ${'w'.repeat(10_000)} word.`],
  'lists of 60 levels': count(60, (level) => `${'  '.repeat(level)}- level ${level}`),
}

const browser = await PrintBrowser.launch({ timeLimit: 600_000 })
try {
  process.stdout.write('| what | pages | s | ms a page |\n|---|---|---|---|\n')
  for (const [name, lines] of Object.entries(cases)) {
    const chapter = ['# Much', '', ...lines, ''].join('\n')
    const bundle = await bundleOf(fixtureFolder({ 'chapters/99-much.md': chapter }))
    const begun = performance.now()
    const pdf = await printPdf(bundle, { browser })
    const ms = performance.now() - begun
    const pages = (await PDF.load(pdf)).getPageCount()
    const row = [name, pages, (ms / 1000).toFixed(1), (ms / pages).toFixed(0)]
    process.stdout.write(`| ${row.join(' | ')} |\n`)
  }
} finally {
  await browser.close()
}
