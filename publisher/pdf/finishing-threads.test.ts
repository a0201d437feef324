import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** What a module loads, by the packages that it is of. */
const loading = `
import { registerHooks } from 'node:module'
const packages = new Set()
registerHooks({
  load(url, context, next) {
    const [, name] = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(url) ?? []
    if (name) packages.add(name)
    return next(url, context)
  },
})
await import(process.argv[1])
console.log(JSON.stringify([...packages]))
`

test('a thread loads the libraries for PDFs, and no part of the model', async () => {
  const work = new URL('./finishing-work.ts', import.meta.url).href
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--input-type=module', '--eval', loading, work],
  ])
  const packages: string[] = JSON.parse(stdout)
  expect(packages).toEqual(expect.arrayContaining(['pdf-lib', '@libpdf/core']))
  // These alone took two thirds of a thread's start.
  for (const name of ['yjs', 'prosemirror-model', 'unified', 'zod', 'htmlparser2'])
    expect(packages).not.toContain(name)
})
