import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isInner, lookUpDoi } from './look-up-doi.ts'
import { readSourceFile } from './read-source-file.ts'

let registry: Server
let resolver: string
beforeAll(async () => {
  registry = createServer((request, response) => {
    const say = (status: number, headers: Record<string, string>, body = '') =>
      response.writeHead(status, headers).end(body)
    const at = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
    switch (request.url) {
      case '/10.1234/shade':
        return say(302, { Location: `${at}/item` })
      case '/item':
        return say(
          request.headers.accept === 'application/vnd.citationstyles.csl+json' ? 200 : 406,
          {},
          JSON.stringify({
            type: 'article-journal',
            title: 'Shade',
            author: [{ family: 'Doe', given: 'Jo' }],
            issued: { 'date-parts': [[2020, 3]] },
            DOI: '10.1234/shade',
            abstract: 'x'.repeat(20_000),
          }),
        )
      case '/10.1234/inside':
        return say(302, { Location: 'https://127.0.0.1:1/secret' })
      case '/10.1234/plain':
        return say(302, { Location: 'http://example.org/' })
      case '/10.1234/round':
        return say(302, { Location: `${at}/10.1234/round` })
      case '/10.1234/long':
        return say(200, {}, 'x'.repeat(400_000))
      case '/10.1234/words':
        return say(200, {}, '<html>')
      default:
        return say(404, {})
    }
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  resolver = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
})
afterAll(() => registry.close())

test('BibTeX and RIS become sources with keys of their own, without abstracts', async () => {
  const bibtex = await readSourceFile(
    '@article{doe2020, author={Doe, Jo and Roe, A.}, title={{Routers} for Readers}, journal={Lending}, year=2020, abstract={Long.}}\n' +
      '@techreport{fcc, author={{Federal Communications Commission}}, title={Measuring}, year={2024}, institution={FCC}, url={javascript:alert(1)}}',
  )
  expect(bibtex.items).toEqual([
    {
      id: 'doe2020',
      type: 'article-journal',
      title: 'Routers for Readers',
      author: [
        { given: 'Jo', family: 'Doe' },
        { given: 'A.', family: 'Roe' },
      ],
      'container-title': 'Lending',
      issued: { 'date-parts': [[2020]] },
    },
  ])
  expect(bibtex.problems).toEqual([expect.stringContaining('“Measuring” was left out: URL')])
  const ris = await readSourceFile(
    'TY  - JOUR\nAU  - Doe, Jo\nTI  - Shade\nPY  - 2021\nJO  - Trees\nER  - \nTY  - JOUR\nAU  - Doe, Jo\nTI  - More\nPY  - 2021\nER  - \n',
  )
  expect(ris.items.map(({ id, title }) => [id, title])).toEqual([
    ['doe2021', 'Shade'],
    ['doe2021-2', 'More'],
  ])
})

test.each(['', 'Dear all', '@article{broken, title={', '{"a": 1}'])(
  'a file that is neither is told: %s',
  async (text) => {
    const { items, problems } = await readSourceFile(text)
    expect(items).toEqual([])
    expect(problems).toEqual([expect.stringContaining('neither BibTeX nor RIS')])
  },
)

test('a DOI is looked up, as people paste it', async () => {
  for (const doi of ['10.1234/shade', 'doi:10.1234/shade', ' https://doi.org/10.1234/shade'])
    expect(await lookUpDoi(doi, resolver)).toEqual({
      id: 'doe2020',
      type: 'article-journal',
      title: 'Shade',
      author: [{ family: 'Doe', given: 'Jo' }],
      issued: { 'date-parts': [[2020, 3]] },
      DOI: '10.1234/shade',
    })
})

test.each([
  ['shade', 'no-doi'],
  ['10.1234/../../etc', 'doi-unknown'],
  ['10.1234/gone', 'doi-unknown'],
  ['10.1234/inside', 'doi-unreachable'],
  ['10.1234/plain', 'doi-unreachable'],
  ['10.1234/round', 'doi-unreachable'],
  ['10.1234/long', 'doi-unreachable'],
  ['10.1234/words', 'doi-unreachable'],
])('%s is refused: %s', async (doi, code) => {
  await expect(lookUpDoi(doi, resolver)).rejects.toMatchObject({ code })
})

test('nothing is asked where the operator wants no lookups', async () => {
  await expect(lookUpDoi('10.1234/shade', null)).rejects.toMatchObject({ code: 'doi-off' })
})

test('addresses of this machine and its network are inner', () => {
  for (const address of [
    '127.0.0.1',
    '10.2.3.4',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '0.0.0.0',
    '::ffff:127.0.0.1',
  ])
    expect([address, isInner(address)]).toEqual([address, true])
  for (const address of ['93.184.216.34', '2606:2800:220:1::1'])
    expect([address, isInner(address)]).toEqual([address, false])
})
