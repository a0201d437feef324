// The publisher as a process of its own:
//
//   node publisher/worker.ts <release bundle folder> <out folder> [--format web,pdf,epub,docx,markdown,json]
//   node publisher/worker.ts <release bundle folder> <out file> --chapters '["id"]': these as a PDF
//
// `--kept <folder>` is where pieces of prints are kept, for the next release.
//
// The bundle's folder may hold an edition.yaml, as a guide's folder may.
//
// Says one JSON object a line on standard output (`WorkerMessage`); exits with 0 after `done` or
// `printed`, with 1 after `failed`. SIGTERM ends it with nothing left behind.
import { parseArgs } from 'node:util'
import { diskFolder } from '@charrette/guides/folder'
import { z } from 'zod'
import { readBundleFolder } from './bundle-folder.ts'
import { KeptFiles } from './kept-files.ts'
import { type Format, formats } from './manifest.ts'
import { printChapters } from './print-chapters.ts'
import { type Progress, publishRelease } from './publish.ts'
import { readEditionSettings } from './settings/edition-settings.ts'
import type { WorkerMessage } from './worker-message.ts'

const say = (message: WorkerMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort(new Error('The publisher was told to stop.')))

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      canonical: { type: 'string' },
      chapters: { type: 'string' },
      kept: { type: 'string' },
    },
  })
  const [bundleFolder, outDir] = positionals
  if (!bundleFolder || !outDir) throw new Error('worker.ts takes a bundle folder and an out folder')
  const wanted = values.format?.split(',').map((name): Format => {
    const format = formats.find((known) => known === name)
    if (!format) throw new Error(`There is no format “${name}”.`)
    return format
  })
  const bundle = await readBundleFolder(bundleFolder)
  const { settings, findings } = await readEditionSettings(diskFolder(bundleFolder), bundleFolder)
  if (!settings)
    throw new Error(findings.map(({ message, mend }) => `${message}. ${mend}`).join(' '))
  const kept = values.kept === undefined ? null : await KeptFiles.open(values.kept)
  const options = {
    ...(kept ? { kept } : {}),
    signal: stopping.signal,
    onProgress: ({ progress, message }: Progress) => say({ type: 'progress', progress, message }),
  }
  if (values.chapters === undefined) {
    const manifest = await publishRelease(bundle, outDir, {
      ...options,
      ...(wanted ? { formats: wanted } : {}),
      canonical: values.canonical ?? null,
      print: settings.print,
      theme: settings.theme,
      certifiedBy: settings.certifiedBy,
    })
    say({ type: 'done', manifest })
  } else {
    await printChapters(bundle, z.array(z.string()).parse(JSON.parse(values.chapters)), outDir, {
      ...options,
      settings: settings.print,
      theme: settings.theme,
    })
    say({ type: 'printed' })
  }
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'publisher-failed'
  const message = error instanceof Error ? error.message : String(error)
  say({ type: 'failed', code, message })
  process.exitCode = 1
}
