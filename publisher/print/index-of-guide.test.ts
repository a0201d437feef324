import { afterAll, beforeAll, expect, test } from 'vitest'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { fill } from './fill-pass.ts'
import { indexOfGuide } from './index-of-guide.ts'

test('cities and terms lead to each paragraph that names them, and first of all to their own place', async () => {
  const { guide } = await bundleOf(
    fixtureFolder({
      'chapters/98-a.md':
        '# A\n\nBoston and Boston, and the boston that is none. Fibers and fiber.\n\n:::definition{#fiber term="Fiber"}\nGlass.\n:::\n\n`fiber` in code.\n',
      'chapters/99-b.md':
        '# B\n\n::::city-example{city="Boston" state="MA"}\n:::action\nDug.\n:::\n:::outcome\nLit fiber.\n:::\n::::\n\nNothing here of fiberglass.\n',
    }),
  )
  const { entries } = indexOfGuide(guideToHast(guide))
  const named = (name: string) => entries.find((entry) => entry.name === name)?.places
  expect(named('Boston, MA')?.map(({ main }) => main)).toEqual([false, true])
  expect(named('Fiber')?.map(({ main }) => main)).toEqual([false, true, false])
})

test('pages that repeat are printed once, and three in a row as a range', () => {
  const shown = printed(['3', '3', '4', '5', '9', '10', '14'])
  expect(shown).toBe('3–5, 9, 10, 14')
})

test('the page of a definition is never inside a range', () => {
  expect(printed(['3', '4!', '5', '6', '7'])).toBe('3, 4!, 5–7')
})

// A document with just what `fill` asks of one.
const before = globalThis.document
let entry: FakeElement
interface FakeElement {
  style: { display: string }
  dataset: Record<string, string>
  textContent: string
  classList: { contains(name: string): boolean; add(name: string): void }
  querySelector(selector: string): FakeElement | null
  querySelectorAll(selector: string): FakeElement[]
}

function fake(parts: { [selector: string]: FakeElement[] } = {}, text = ''): FakeElement {
  const names = new Set<string>()
  return {
    style: { display: '' },
    dataset: {},
    textContent: text,
    classList: { contains: (name) => names.has(name), add: (name) => void names.add(name) },
    querySelector: (selector) => parts[selector]?.[0] ?? null,
    querySelectorAll: (selector) => parts[selector] ?? [],
  }
}

beforeAll(() => {
  Object.assign(globalThis, {
    document: {
      getElementById: () => null,
      querySelectorAll: (selector: string) => (selector === '.index-entries li' ? [entry] : []),
    },
  })
})
afterAll(() => {
  Object.assign(globalThis, { document: before })
})

function printed(labels: string[]): string {
  const pages = labels.map((label) => {
    const page = fake({ a: [fake({}, label.replace('!', ''))], '.index-comma': [fake()] })
    if (label.endsWith('!')) page.classList.add('main')
    return page
  })
  entry = fake({ '.index-page': pages })
  fill({ labels: {}, shifts: {}, nearReferences: [] })
  return pages
    .filter(({ style }) => style.display !== 'none')
    .map(
      (page) =>
        `${page.querySelector('.index-comma')?.textContent}${page.querySelector('a')?.textContent}${page.classList.contains('main') ? '!' : ''}`,
    )
    .join('')
}
