import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@daisy/ace-core'
import type { Browser } from 'playwright-core'

/**
 * What DAISY's Ace finds in an EPUB: its rules for the package, and its own axe over every document,
 * in our browser instead of the one that it would download.
 *
 * @returns a line a finding; none where it reports nothing.
 */
export async function checkByAce(epub: Uint8Array, browser: Browser): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-ace-'))
  const context = await browser.newContext()
  try {
    const file = join(folder, 'edition.epub')
    await writeFile(file, epub)
    await mkdir(join(folder, 'unpacked'))
    const [, report] = await ace(
      file,
      {
        cwd: folder,
        outdir: join(folder, 'report'),
        tmpdir: join(folder, 'unpacked'),
        lang: 'en',
        initLogger: true,
        silent: true,
        fileName: join(folder, 'ace.log'),
      },
      {
        concurrency: 1,
        setTimeout: () => {},
        launch: async () => {},
        async run(url, scripts, contents) {
          const page = await context.newPage()
          try {
            await page.goto(url)
            for (const content of contents) await page.evaluate(content)
            for (const script of scripts) await page.evaluate(await readFile(script, 'utf8'))
            return await page.evaluate(
              () =>
                new Promise<Record<string, unknown>>((resolve, reject) => {
                  // @ts-expect-error Ace's scripts have put it into the page
                  daisy.ace.run((error: unknown, result: Record<string, unknown>) =>
                    error ? reject(error) : resolve(result),
                  )
                }),
            )
          } finally {
            await page.close()
          }
        },
        close: async () => {},
      },
    )
    return report.assertions.flatMap(({ 'earl:testSubject': { url }, assertions }) =>
      assertions
        .filter(({ 'earl:result': { 'earl:outcome': outcome } }) => outcome === 'fail')
        .map(
          ({ 'earl:test': test, 'earl:result': result }) =>
            `${url}: ${test['dct:title']}: ${result['dct:description']} (${result['earl:pointer']?.css.join(' ') ?? ''})`,
        ),
    )
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}
