import { once } from 'node:events'
import { createServer } from 'node:http'
import { createSite } from '@charrette/collab-server/site'
import type { ListedExample } from '@charrette/templates/site'
import { getRequestListener } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

const example = (city: string, state: string, population: number | null, year: string) =>
  ({
    id: city.toLowerCase(),
    city,
    state,
    population,
    year,
    chapter: { id: 'one', title: 'One' },
    href: '/guides/a/one/#x',
    beginning: `What ${city} did.`,
    html: '',
    guide: { slug: 'a', title: 'A', topics: ['jobs', state === 'TN' ? 'broadband' : 'schools'] },
  }) satisfies ListedExample

const site = createSite({
  published: async () => ({ guides: [], publishing: 0 }),
  examplesOf: async () => [
    example('Ammon', 'ID', 17_694, '2016'),
    example('Chattanooga', 'TN', 181_099, '2010'),
    example('Memphis', 'TN', null, '2020'),
  ],
  consortia: async () => [],
  cities: async () => [],
  editionsOf: async () => [],
  publishedSlugs: async () => [],
  announcedReleases: async () => [],
  printableEdition: async () => null,
  searchIndexOf: async () => new Map(),
  baseUrl: 'http://127.0.0.1',
  formsAt: '',
  changedSince: async () => [],
  editionsFolder: '/nowhere',
})
const server = createServer(getRequestListener(site.fetch))
let browser: Browser
let address: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  address = `http://127.0.0.1:${bound.port}/examples/`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  server.close()
})

test('readers choose by topic, size, state, year and words; what they chose is an address', async () => {
  const page = await browser.newPage()
  const shown = () => page.locator('.example-entry:visible h2').allTextContents()
  await page.goto(address)
  await expect.poll(shown).toEqual(['Ammon, ID', 'Chattanooga, TN', 'Memphis, TN'])
  await page.getByLabel('State').selectOption('TN')
  await expect.poll(shown).toEqual(['Chattanooga, TN', 'Memphis, TN'])
  await page.getByLabel('Since').selectOption('2016 or later')
  await expect.poll(shown).toEqual(['Memphis, TN'])
  await page.getByText('1 of 3 examples').waitFor()
  await page.reload()
  await expect.poll(shown).toEqual(['Memphis, TN'])
  await page.getByLabel('Residents').selectOption('Under 50,000')
  await page.getByText('No example fits.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(shown).toHaveLength(3)
  await page.getByLabel('Topic').selectOption('schools')
  await expect.poll(shown).toEqual(['Ammon, ID'])
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('Words').fill('chatt DID')
  await expect.poll(shown).toEqual(['Chattanooga, TN'])
})

test('without a script every example is there, and nothing that would not work', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(address)
  expect(await page.locator('.example-entry:visible').count()).toBe(3)
  expect(await page.getByRole('search').count()).toBe(0)
})
