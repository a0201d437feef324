import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { PrintBrowser, PrintFailed } from './print-browser.ts'

test('a layout without end is ended at its limit, and another job prints meanwhile', async () => {
  const [hanging, other] = await Promise.all([
    PrintBrowser.launch({ timeLimit: 4_000 }),
    PrintBrowser.launch(),
  ])
  try {
    const depth = 60
    const endless = `<!doctype html>${'<div style="columns:2;column-fill:balance;border:1px solid"><p>Words and words.</p>'.repeat(depth)}${'</div>'.repeat(depth)}`
    const print = (browser: PrintBrowser, html: string) =>
      browser.withDocument(
        html,
        async () => null,
        (document) => document.print(),
      )
    const ended = print(hanging, endless).catch((error: unknown) => error)
    const printed = await print(other, '<p>Somebody else’s guide.</p>')
    expect(await wordsOf(printed)).toContain('Somebody else’s guide.')
    const error = await ended
    expect(error).toBeInstanceOf(PrintFailed)
    expect(error).toMatchObject({
      code: 'print-timeout',
      message: expect.stringMatching(/longer than 4 s/),
    })
    expect(hanging.running).toBe(false)
    expect(other.running).toBe(true)
  } finally {
    await Promise.all([hanging.close(), other.close()])
  }
})

async function wordsOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise
  const words: string[] = []
  for (let number = 1; number <= document.numPages; number++)
    for (const item of (await (await document.getPage(number)).getTextContent()).items)
      if ('str' in item) words.push(item.str, item.hasEOL ? ' ' : '')
  await document.loadingTask.destroy()
  return words.join('')
}
