import { beforeAll, expect, test } from 'vitest'
import type { EditionFile } from '../edition-file.ts'
import { checkByHtmlValidate, checkByNu, hasJava } from '../testing/check-html.ts'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { shippedBundle, shippedGuides } from '../testing/shipped-guides.ts'
import { webEdition } from './web-edition.ts'

/** Every page of the guide that has one of each and of the shipped guides, a folder a guide. */
let pages: EditionFile[]
beforeAll(async () => {
  const bundles = [await fixtureBundle(), ...(await Promise.all(shippedGuides.map(shippedBundle)))]
  const editions = await Promise.all(bundles.map((bundle) => webEdition(bundle)))
  pages = editions.flatMap((files, index) =>
    files
      .filter(({ path }) => path.endsWith('.html'))
      .map(({ path, bytes }) => ({ path: `${index}/${path}`, bytes })),
  )
}, 180_000)

test('html-validate reports nothing', async () => {
  expect(await checkByHtmlValidate(pages)).toEqual([])
}, 180_000)

const java = hasJava()

test.skipIf(!java)(
  java
    ? 'the Nu HTML checker reports nothing'
    : 'the Nu HTML checker was not run: this machine has no Java',
  async () => {
    expect(await checkByNu(pages)).toEqual([])
  },
  180_000,
)

test.skipIf(!java)(
  java
    ? 'the Nu HTML checker names what is wrong'
    : 'the Nu HTML checker was not tried: this machine has no Java',
  async () => {
    const bytes = new TextEncoder().encode(
      '<!DOCTYPE html><html lang="en"><title>A</title><p><div>',
    )
    const wrong = await checkByNu([{ path: 'a.html', bytes }])
    expect(wrong.join('\n')).toContain('Unclosed element')
  },
  180_000,
)
