// node charrette.ts <guide folder> <out folder> <results> [--format pdf]
// Publishes a guide several times with one warm browser and says `result` after each.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { contentHash } from '@charrette/guides'
import { checkFolder } from '../../../publisher/check-folder.ts'
import { type Format, formats } from '../../../publisher/manifest.ts'
import { PrintBrowser, printPdf } from '../../../publisher/pdf/index.ts'
import { publishRelease } from '../../../publisher/publish.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string' } },
})
const [folder = '', out = '', results = '1'] = positionals
const wanted = values.format
  ?.split(',')
  .flatMap((name): Format[] => formats.filter((format) => format === name))
const { guide, pictures } = await checkFolder(folder)
if (!guide) throw new Error(`${folder} holds no guide`)
const release = {
  number: '1.0',
  contentHash: await contentHash(guide),
  releasedAt: '2026-11-24T00:00:00.000Z',
  consortium: '',
  approvals: [],
  changelog: '',
}
const readPicture = async (sha256: string): Promise<Uint8Array> => {
  const bytes = pictures.get(sha256)
  if (!bytes) throw new RangeError(`No picture ${sha256}`)
  return bytes
}
const browser = await PrintBrowser.launch()
for (let at = 0; at < Number(results); at++) {
  const target = join(out, `charrette-${at}`)
  await publishRelease({ guide, release, readPicture }, target, {
    ...(wanted ? { formats: wanted } : {}),
    printPdf: (bundle, options) => printPdf(bundle, { ...options, browser }),
  })
  process.stdout.write('result\n')
  if (at > 0) await rm(join(out, `charrette-${at - 1}`), { recursive: true })
}
await browser.close()
