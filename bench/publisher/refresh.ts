// npm run bench:preview -- [--chapters 26] [--runs 10]
//
// How long a preview takes to show a changed word of a long guide: from the file's being written to
// the page's being drawn, and its parts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { changedSince, GuidePreview } from '../../publisher/preview/guide-preview.ts'
import { sampleGuide } from './sample-guide.ts'
import { sampleFolder, withChangedWord } from './write-sample.ts'

const { values } = parseArgs({
  options: {
    chapters: { type: 'string', default: '26' },
    runs: { type: 'string', default: '10' },
  },
})
const guide = sampleGuide(Number(values.chapters))
const directory = await mkdtemp(join(tmpdir(), 'charrette-bench-'))
try {
  const write = async (files: Record<string, string | Uint8Array>): Promise<void> => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true })
      await writeFile(join(directory, path), content)
    }
  }
  const whole = sampleFolder(guide)
  await write(whole)
  const preview = new GuidePreview(directory)
  const timed = async (): Promise<number> => {
    const begun = performance.now()
    await preview.refresh()
    return performance.now() - begun
  }
  process.stdout.write(`first: ${Math.round(await timed())} ms\n`)
  const times: number[] = []
  for (let run = 0; run < Number(values.runs); run++) {
    const at = (run * 7) % guide.chapters.length
    const changed = sampleFolder(withChangedWord(guide, at, `Word${run}`))
    const path = Object.keys(changed).find((each) => changed[each] !== whole[each]) ?? ''
    await write({ [path]: changed[path] ?? '' })
    const before = preview.state.version
    times.push(await timed())
    if (!changedSince(preview.state, before).includes(`chapter-${at + 1}/index.html`))
      throw new Error(`The change in ${path} was not seen`)
  }
  const sorted = times.toSorted((a, b) => a - b)
  process.stdout.write(
    `a changed word: median ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms, worst ${Math.round(sorted.at(-1) ?? 0)} ms (${times.length} changes, ${guide.chapters.length} chapters)\n`,
  )
} finally {
  await rm(directory, { recursive: true, force: true })
}
