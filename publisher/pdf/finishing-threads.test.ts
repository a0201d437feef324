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

async function packagesOf(work: string): Promise<string[]> {
  const { href } = new URL(work, import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--input-type=module', '--eval', loading, href],
  ])
  return JSON.parse(stdout)
}

test('threads load the library for PDFs that they need, and no part of the model', async () => {
  const finishing = await packagesOf('./finishing-work.ts')
  const examining = await packagesOf('./examining-work.ts')
  expect(finishing).toContain('pdf-lib')
  expect(finishing).not.toContain('@libpdf/core')
  expect(examining).toContain('@libpdf/core')
  expect(examining).not.toContain('pdf-lib')
  // These alone took two thirds of a thread's start.
  for (const name of ['yjs', 'prosemirror-model', 'unified', 'zod', 'htmlparser2'])
    expect([...finishing, ...examining]).not.toContain(name)
})
