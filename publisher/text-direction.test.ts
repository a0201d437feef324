import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { directionOf, sayDirections } from './text-direction.ts'

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['pa', 'ltr'],
  ['en', 'ltr'],
  ['not a tag', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction)
})

test('a passage says its direction where it differs from what is around it, and only there', () => {
  const page = h('html', { lang: 'ar' }, [
    h('p', ['x', h('span', { lang: 'en' }, ['y', h('b', { lang: 'he' }, 'z')])]),
    h('p', { lang: 'he' }),
  ])
  expect(toHtml(sayDirections(page))).toBe(
    '<html lang="ar" dir="rtl"><p>x<span lang="en" dir="ltr">y<b lang="he" dir="rtl">z</b></span></p><p lang="he"></p></html>',
  )
  const plain = h('html', { lang: 'en' }, [h('p', { lang: 'es' })])
  expect(toHtml(sayDirections(plain))).not.toContain('dir')
})
