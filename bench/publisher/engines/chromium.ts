// node chromium.ts <html file> <out file> <results>
// Prints a file as it stands, tagged and with bookmarks, and says `result` after each print.
import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'
import { chromiumArguments, chromiumExecutable } from '../../../publisher/chromium/executable.ts'

const [, , html = '', out = '', results = '1'] = process.argv
const { path, env } = await chromiumExecutable()
const browser = await puppeteer.launch({
  executablePath: path,
  env: { ...process.env, ...env },
  args: chromiumArguments(),
  pipe: true,
  protocolTimeout: 600_000,
})
for (let at = 0; at < Number(results); at++) {
  const page = await browser.newPage()
  await page.setJavaScriptEnabled(false)
  await page.goto(pathToFileURL(html).href, { waitUntil: 'load', timeout: 0 })
  const bytes = await page.pdf({
    tagged: true,
    outline: true,
    preferCSSPageSize: true,
    printBackground: true,
    waitForFonts: false,
    timeout: 0,
  })
  await writeFile(out, bytes)
  await page.close()
  process.stdout.write('result\n')
}
await browser.close()
