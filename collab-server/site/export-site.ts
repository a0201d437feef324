import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appearWhole } from '@charrette/publisher/appear-whole'
import type { SiteSources } from './site.ts'
import { createSite, notFoundPage, siteAssets } from './site.ts'
import { siteAddresses } from './site-addresses.ts'

/**
 * Writes the whole public site as files for any static host. Every file is what the server answers
 * at its address, byte for byte, because the server's own site is asked for it; `404.html` is the
 * page for every other address.
 *
 * The folder appears whole. One that holds an exported site is replaced.
 *
 * @returns how many files were written, and their bytes.
 * @throws {OutputRefused} where the folder holds something else.
 */
export async function exportSite(
  sources: SiteSources,
  folder: string,
): Promise<{ files: number; bytes: number }> {
  const site = createSite(sources)
  const addresses = await siteAddresses(sources, (await siteAssets()).keys())
  return appearWhole(
    folder,
    async (staging) => {
      let bytes = 0
      const write = async (path: string, content: Uint8Array) => {
        await mkdir(dirname(join(staging, path)), { recursive: true })
        await writeFile(join(staging, path), content)
        bytes += content.length
      }
      for (const address of addresses) {
        const response = await site.request(address)
        // 410 is the page of an edition that was withdrawn, 302 one that leads to another.
        if (![200, 302, 410].includes(response.status))
          throw new Error(`The site answers ${response.status} at ${address}.`)
        await write(fileOf(address), new Uint8Array(await response.arrayBuffer()))
      }
      await write('404.html', new TextEncoder().encode(String(await notFoundPage())))
      return { files: addresses.length + 1, bytes }
    },
    'sitemap.xml',
  )
}

/** The file in which a static host looks for an address. */
export const fileOf = (address: string): string =>
  decodeURI(address.endsWith('/') ? `${address}index.html` : address).slice(1)
