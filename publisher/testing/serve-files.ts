import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { EditionFile } from '../edition-file.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The policy that editions are made for: nothing but their own styles, script, fonts and pictures. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

/** Serves an edition's files below `/some/path/` as the strictest host would. */
export async function serveFiles(
  files: readonly EditionFile[],
): Promise<{ address: string; close(): void }> {
  const byPath = new Map(files.map(({ path, bytes }) => [`/some/path/${path}`, bytes]))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const bytes = byPath.get(path)
    response.writeHead(bytes ? 200 : 404, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(bytes)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/some/path/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
