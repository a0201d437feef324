import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { hasRightToLeft, setRightToLeftApart } from './right-to-left.ts'

test('a passage is apart as one, with the spaces in it and not those around it', () => {
  const text = h('p', ['The notice said مكتبة المدينة، مفتوحة. And ', h('em', 'הספרייה'), '.'])
  expect(toHtml(setRightToLeftApart([text]))).toBe(
    '<p>The notice said <bdi class="right-to-left">مكتبة المدينة، مفتوحة</bdi>. And <em><bdi class="right-to-left">הספרייה</bdi></em>.</p>',
  )
})

test('other texts are left as they are', () => {
  const text = [h('p', ['A market, 市場 and рынок.'])]
  expect(setRightToLeftApart(text)).toEqual(text)
  expect(hasRightToLeft('A market, 市場 and рынок.')).toBe(false)
})
