import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { sayDirections } from './text-direction.ts'

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
