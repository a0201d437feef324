import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishCommand } from './command.ts'
import { manifestSchema } from './manifest.ts'
import { checkPdf } from './pdf/index.ts'

const library = fileURLToPath(new URL('../guides/library/', import.meta.url))
const shipped = readdirSync(library, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'charrette-publish-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

test.each(shipped)('the command publishes %s in every format', async (slug) => {
  const out = join(parent, slug)
  let said = ''
  const code = await publishCommand([join(library, slug), '--out', out, '--number', '1.0'], {
    stdout: () => {},
    stderr: (text) => {
      said += text
    },
    env: { SOURCE_DATE_EPOCH: '1795478400' },
  })
  expect(code, said).toBe(0)
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')),
  )
  expect(manifest.formats).toEqual(['web', 'pdf', 'epub', 'docx'])
  const pdf = await readFile(join(out, `${slug}-1.0.pdf`))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await checkPdf(pdf)).toEqual([])
  const landing = await readFile(join(out, 'index.html'), 'utf8')
  expect(landing).toContain(`href="./${slug}-1.0.pdf"`)
  expect(landing).toContain(`href="./${slug}-1.0.epub"`)
  expect(landing).toContain(`href="./${slug}-1.0.docx"`)
})
