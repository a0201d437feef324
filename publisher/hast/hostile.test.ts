import { chapter, cite, doc, figure, guide, p, ref } from '@charrette/guides/testing'
import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
import { guideToHast } from './guide-to-hast.ts'

// What the release checks refuse can still reach us, in a draft's preview or a bundle made elsewhere.

const html = (...given: Parameters<typeof guide>): string => {
  const made = guideToHast(guide(...given))
  return [...made.chapters.map(({ hast }) => hast), made.bibliography.hast, made.glossary.hast]
    .map((root) => toHtml(root))
    .join('')
}

test('unknown keys, references and pictures become visible words', () => {
  const made = html({}, chapter('a', p(cite('nobody'), ref('nowhere')), figure({ src: 'no.png' })))
  expect(made).toContain('(nobody)')
  expect(made).toContain('[nowhere]')
  expect(made).toContain('This picture is missing: no.png')
})

test('an address that runs a script is not written, whatever the bundle says', () => {
  const marked = {
    type: 'text',
    text: 'press',
    marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
  }
  const hostile = { ...chapter('a'), content: { type: 'doc', content: [p(), p(marked)] } }
  expect(html({}, hostile)).toBe('<p><span>press</span></p>')
})

test('a bibliography cannot write markup, attributes or our own marks', () => {
  const made = html(
    {
      bibliography: [
        {
          id: 'x" onclick="y',
          type: 'book',
          title: '<script>alert(1)</script> \uE005k\uE00E "quoted"',
          author: [{ literal: '<b>Nobody</b>' }],
          URL: 'javascript:alert(1)',
        },
      ],
    },
    chapter('a', p('Said ', cite('x" onclick="y'), '.')),
  )
  expect(made).not.toMatch(/<script|<b>|onclick="|href="javascript|[\uE000-\uE00F]/)
  expect(made).toContain('id="entry_x_22__20_onclick_3d__22_y"')
})

test('a node that the schema does not have is a broken invariant', () => {
  const broken = { ...chapter('a'), content: { type: 'doc', content: [{ type: 'marquee' }] } }
  expect(() => html({}, broken)).toThrow('"marquee"')
})

test('a word of 10,000 letters, 60 lists in each other and 2,000 notes are converted', () => {
  const nested = (depth: number): ReturnType<typeof p> =>
    depth === 0
      ? p('deep')
      : {
          type: 'bulletList',
          content: [{ type: 'listItem', content: [p('x'), nested(depth - 1)] }],
        }
  const notes = Array.from({ length: 2000 }, () => ({
    type: 'footnote',
    content: [{ type: 'text', text: 'n' }],
  }))
  const big = { ...chapter('a'), content: doc(p('w'.repeat(10_000)), nested(60), p('t', ...notes)) }
  const made = guideToHast(guide({}, big))
  expect(made.chapters[0]?.notes).toHaveLength(2000)
  expect(toHtml(made.chapters[0]?.hast ?? { type: 'root', children: [] })).toContain('deep')
})
