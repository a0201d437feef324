import { expect, test } from 'vitest'
import { canonicalJson, contentHash } from './content-hash.ts'
import { frontMatterSchema, type Guide } from './guide.ts'

const guide: Guide = {
  frontMatter: frontMatterSchema.parse({ title: 'A guide', slug: 'a-guide' }),
  chapters: [],
  bibliography: [],
  pictures: {},
}

test('the order of keys does not change the text', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}')
})

test('another letter is another content hash', async () => {
  const other = {
    ...guide,
    frontMatter: { ...guide.frontMatter, title: 'A guidE' },
  }
  expect(await contentHash(guide)).toMatch(/^[0-9a-f]{64}$/)
  expect(await contentHash(other)).not.toBe(await contentHash(guide))
})
