import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFName } from 'pdf-lib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPdfCommand } from './check-pdf-command.ts'
import { PdfNotAccessible, requireAccessible } from './require-accessible.ts'
import { violationsFromReport } from './run-vera-pdf.ts'
import { smallPdf } from './testing/small-pdf.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-check-pdf-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

async function run(
  bytes: Uint8Array | string,
  { args = [], env = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number; out: string; err: string; file: string }> {
  const file = join(scratch, 'edition.pdf')
  await writeFile(file, bytes)
  let out = ''
  let err = ''
  const code = await checkPdfCommand([file, ...args], {
    stdout: (text) => {
      out += text
    },
    stderr: (text) => {
      err += text
    },
    env,
  })
  return { code, out, err, file }
}

const undescribed = () => smallPdf((pdf) => pdf.element('Figure').delete(PDFName.of('Alt')))

test('a sound file: exit code 0', async () => {
  const { code, out, err, file } = await run(await smallPdf())
  expect({ code, out, err }).toEqual({ code: 0, out: `${file}: 0 violations\n`, err: '' })
})

test('a violation is a line with its place and its mend: exit code 1', async () => {
  const { code, out, err } = await run(await undescribed())
  expect(code).toBe(1)
  expect(err).toMatch(
    /^page 1 Document\/Sect\/Figure \(object \d+\) matterhorn-13-004 The figure has neither .*\. Describe it in Alt, .*\.\n$/,
  )
  expect(out).toMatch(/: 1 violation\n$/)
})

test('--json says all of it as one object', async () => {
  const { code, out, err, file } = await run(await undescribed(), { args: ['--json'] })
  expect({ code, err }).toEqual({ code: 1, err: '' })
  const said = JSON.parse(out)
  expect(said.file).toBe(file)
  expect(said.violations).toMatchObject([{ ruleId: 'matterhorn-13-004', page: 1 }])
})

test.each([
  [['--frobnicate'], 'frobnicate'],
  [['another.pdf'], 'Name one PDF'],
])('%j is not understood: exit code 2', async (args, said) => {
  const { code, err } = await run(await smallPdf(), { args })
  expect(code).toBe(2)
  expect(err).toContain(said)
})

test('a file that is not there is not understood', async () => {
  const io = { stdout: () => {}, stderr: () => {}, env: {} }
  expect(await checkPdfCommand([join(scratch, 'nowhere.pdf')], io)).toBe(2)
})

const report = (isCompliant: boolean, rules: string) =>
  `<?xml version="1.0" encoding="utf-8"?><report><jobs><job><validationReport jobEndStatus="normal" profileName="PDF/UA-1 validation profile" isCompliant="${isCompliant}"><details>${rules}</details></validationReport></job></jobs></report>`
const failed =
  '<rule specification="ISO 14289-1:2014" clause="7.1" testNumber="3" status="failed" failedChecks="2"><description>Content shall be marked as Artifact &amp; tagged</description><object>SEContentItem</object><check status="failed"><context>root/document[0]/pages[0]</context></check></rule>'

async function veraPdf(says: string, code: number): Promise<string> {
  const program = join(scratch, 'verapdf')
  await writeFile(program, `#!/bin/sh\ncat <<'END'\n${says}\nEND\nexit ${code}\n`)
  await chmod(program, 0o755)
  return program
}

test('what veraPDF finds counts as well', async () => {
  const VERAPDF_PATH = await veraPdf(report(false, failed), 1)
  const { code, err } = await run(await smallPdf(), { env: { VERAPDF_PATH } })
  expect(code).toBe(1)
  expect(err).toBe(
    'file root/document[0]/pages[0] verapdf-7.1-3 Content shall be marked as Artifact & tagged (2 places) See clause 7.1 of ISO 14289-1:2014.\n',
  )
})

test('a veraPDF that finds nothing changes nothing', async () => {
  const VERAPDF_PATH = await veraPdf(report(true, ''), 0)
  expect((await run(await smallPdf(), { env: { VERAPDF_PATH } })).code).toBe(0)
})

test('a veraPDF that is not there fails the check rather than passing it', async () => {
  const { code, err } = await run(await smallPdf(), { env: { VERAPDF_PATH: '/nowhere/verapdf' } })
  expect(code).toBe(1)
  expect(err).toContain('veraPDF (/nowhere/verapdf) gave no report')
})

test('a verdict without a rule is no pass', () => {
  expect(() => violationsFromReport(report(false, ''))).toThrow('could not judge')
})

test('a job fails with all violations, and its message names the first', async () => {
  const error = await requireAccessible(await undescribed()).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PdfNotAccessible)
  expect(error).toMatchObject({
    code: 'pdf-not-accessible',
    message: expect.stringContaining('matterhorn-13-004'),
    violations: [{ ruleId: 'matterhorn-13-004' }],
  })
  await expect(requireAccessible(await smallPdf())).resolves.toBeUndefined()
})
