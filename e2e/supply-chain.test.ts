import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

function supplyChain(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['.ci/supply-chain.mjs', ...args],
      { cwd: root, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    )
  })
}

/** A registry that answers the question for known holes, and nothing else. */
async function withRegistry<T>(
  status: number,
  answer: unknown,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  try {
    return await work(`http://127.0.0.1:${place.port}/`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('the bill of materials names every package of the lockfile with its hash', async () => {
  const { code, out } = await supplyChain(['sbom'])
  expect(code).toBe(0)
  const bill = JSON.parse(out) as {
    bomFormat: string
    components: { purl: string }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const named = new Set(
    bill.components.map(({ purl }) => decodeURIComponent(purl.replace('pkg:npm/', ''))),
  )
  const lock = readFileSync(`${root}pnpm-lock.yaml`, 'utf8')
  const packages = lock.slice(lock.indexOf('\npackages:'), lock.indexOf('\nsnapshots:'))
  const locked = [...packages.matchAll(/^ {2}'?((?:@[^/\s]+\/)?[^@\s]+@[^:'(\s]+)'?:$/gm)].map(
    ([, id = '']) => id,
  )
  expect(locked.length).toBeGreaterThan(300)
  const missing = locked.filter((id) => !named.has(id))
  expect(missing).toEqual([])
})

test('an audit fails on a critical hole, and not on a registry that gives no answer', async () => {
  const hole = {
    id: 1,
    url: 'https://example.org/1',
    title: 'A hole',
    severity: 'critical',
    vulnerable_versions: '<999.0.0',
    cwe: [],
    cvss: { score: 9.8, vectorString: null },
  }
  const found = await withRegistry(200, { zod: [hole] }, (PNPM_CONFIG_REGISTRY) =>
    supplyChain(['audit'], { PNPM_CONFIG_REGISTRY }),
  )
  expect([found.code, found.out]).toEqual([1, expect.stringContaining('A hole')])
  const sound = await withRegistry(200, {}, (PNPM_CONFIG_REGISTRY) =>
    supplyChain(['audit'], { PNPM_CONFIG_REGISTRY }),
  )
  expect([sound.code, sound.err]).toEqual([0, ''])
  const silent = await withRegistry(405, {}, (PNPM_CONFIG_REGISTRY) =>
    supplyChain(['audit'], { PNPM_CONFIG_REGISTRY }),
  )
  expect([silent.code, silent.err]).toEqual([0, expect.stringContaining('Not audited')])
})
