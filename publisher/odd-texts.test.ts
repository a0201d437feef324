import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishRelease } from './publish.ts'
import { bundleOf, fixtureFolder } from './testing/fixture-guide.ts'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-odd-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

/** Texts that break what takes a letter for a byte, a line for a word or a mark for markup. */
const texts = {
  'combining marks': 'Zürich, as letters that are put together: Zu\u0308rich, a\u0301\u0323, क्षि.',
  'emoji of several parts': 'A family 👨‍👩‍👧‍👦, a flag 🇺🇸, a hand 👋🏽, a key 1️⃣.',
  'right to left':
    'The notice said :lang[مكتبة المدينة مفتوحة]{lang=ar} and :lang[הספרייה]{lang=he}.',
  'letters without spaces':
    'The sheet said :lang[市立図書館は午後六時まで開いています。]{lang=ja}.',
  'what looks like formulas':
    'Keep $x^2 < y_1$ where a ≤ b & c ≠ d, \\\\frac{1}{2}, 3 × 4 and {{ value }}.',
  'what ends a section of XML': 'Lists of lists end in ]]> or ]]]>, `a[b[0]]>1` and “]]>”.',
}

test('odd letters are in every edition as they were written', async () => {
  const lines = Object.values(texts)
  const bundle = await bundleOf(
    fixtureFolder({ 'chapters/90-odd.md': `# Odd ]]> and\n\n${lines.join('\n\n')}\n` }),
  )
  const out = join(scratch, 'odd')
  // Parity and EPUBCheck end it where a letter is lost.
  await publishRelease(bundle, out, { formats: ['web', 'epub', 'docx', 'markdown', 'json'] })
  const page = await readFile(join(out, 'odd', 'index.html'), 'utf8')
  for (const said of [
    'Zu\u0308rich',
    '👨‍👩‍👧‍👦',
    '🇺🇸',
    'مكتبة المدينة مفتوحة',
    '市立図書館は',
    '{{ value }}',
    'a[b[0]]>1',
  ])
    expect(page).toContain(said)
})

test('chapters that refer to each other, and a text that refers to itself, are published', async () => {
  const bundle = await bundleOf(
    fixtureFolder({
      'chapters/91-one.md': '# One\n\n## Here {#here}\n\nSee :ref{to=there} and :ref{to=here}.\n',
      'chapters/92-two.md': '# Two\n\n## There {#there}\n\nSee :ref{to=here}.\n',
    }),
  )
  const out = join(scratch, 'circle')
  await publishRelease(bundle, out, { formats: ['web', 'epub'] })
  const page = await readFile(join(out, 'one', 'index.html'), 'utf8')
  expect(page).toContain('href="../two/#there"')
  expect(page).toContain('href="#here"')
})
