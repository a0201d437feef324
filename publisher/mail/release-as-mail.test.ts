import { frontMatterSchema, type Guide } from '@charrette/guides'
import { doc, h2, li, p, ul } from '@charrette/guides/testing'
import { expect, test } from 'vitest'
import { releaseAsMail } from './release-as-mail.ts'

const guide: Guide = {
  frontMatter: frontMatterSchema.parse({ title: 'Spring', slug: 'spring' }),
  chapters: [
    {
      id: 'spring',
      title: 'Spring',
      lang: null,
      content: doc(
        h2('New <script>'),
        p('Read ', {
          type: 'text',
          text: 'this',
          marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }],
        }),
        ul(li('One'), li('Two')),
      ),
    },
  ],
  bibliography: [],
  pictures: {},
}

test('a text as a mail: plain elements, and lines that can be read without them', () => {
  const { html, text } = releaseAsMail(guide, 'https://guides.example/guides/spring/1.0/')
  expect(html).toContain('<h2>New &#x3C;script></h2>')
  expect(html).toContain('<a href="https://example.org/a">this</a>')
  expect(html).toContain('<li><p>One</p></li>')
  expect(html).not.toMatch(/ (?:class|id|style)=|<script/)
  expect(text).toBe('New <script>\n\nRead this (https://example.org/a)\n\n- One\n- Two')
})

test('the title of a single chapter that is the mail’s own is not said twice', () => {
  const other = { ...guide, frontMatter: { ...guide.frontMatter, title: 'Another' } }
  expect(releaseAsMail(other, 'https://x.example/').html).toMatch(/^<h2>Spring<\/h2>/)
})
