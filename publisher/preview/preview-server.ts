import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { changedSince, type PreviewState } from './guide-preview.ts'

export interface PreviewServer {
  /** `http://127.0.0.1:PORT/` */
  address: string
  /** Tells every page that is open of the current state; those that have changed load anew. */
  tell(): void
  close(): Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The editions' own policy, and the preview's one script. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const additions = (version: number): string =>
  `<meta name="preview-version" content="${version}"><link rel="stylesheet" href="/-preview/preview.css"><script src="/-preview/preview.js" defer></script>`

/**
 * Serves a preview on the loopback address, to this machine alone: requests by any other name than
 * the loopback's are refused, so that no site can read a draft by pointing its name here.
 *
 * @param printPdf prints the state as it stands.
 * @throws where the port cannot be had.
 */
export async function servePreview(
  port: number,
  current: () => PreviewState,
  printPdf: () => Promise<Uint8Array>,
): Promise<PreviewServer> {
  const listeners = new Map<ServerResponse, number>()
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policy)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Cache-Control', 'no-store')
    answer(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      if (response.headersSent) response.destroy()
      else say(response, 500, message)
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? ''))
      return say(response, 421, 'This preview answers to 127.0.0.1 and localhost alone.')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(response, 405, 'A preview can be read only.')
    const path = pathOf(request)
    if (path === null) return say(response, 400, 'This address cannot be read.')
    switch (path) {
      case '-preview/events':
        return listen(request, response)
      case '-preview/preview.js':
      case '-preview/preview.css':
        return send(response, path, await readFile(new URL(path.slice(9), ownFiles)))
      case '-preview/guide.pdf': {
        const bytes = await printPdf()
        response.setHeader('Content-Type', 'application/pdf')
        response.end(bytes)
        return
      }
    }
    const file = current().files.get(path)
    if (file) return send(response, path, file.bytes)
    if (path === 'index.html') return send(response, path, Buffer.from(nothingYet))
    say(response, 404, 'The guide has no such page.')
  }

  function send(response: ServerResponse, path: string, bytes: Uint8Array): void {
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream')
    if (extname(path) !== '.html') return void response.end(bytes)
    const html = Buffer.from(bytes).toString('utf8')
    response.end(html.replace('</head>', `${additions(current().version)}</head>`))
  }

  function listen({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Content-Type', 'text/event-stream')
    // A page may have changed between being loaded and listening, and while this process was away.
    const since = Number(new URL(url, 'http://localhost').searchParams.get('since'))
    listeners.set(response, Number.isFinite(since) ? since : 0)
    response.on('close', () => listeners.delete(response))
    tell(response)
  }

  function tell(response: ServerResponse): void {
    const { version, findings } = current()
    const changed = changedSince(current(), listeners.get(response) ?? 0)
    listeners.set(response, version)
    response.write(`data: ${JSON.stringify({ version, changed, findings })}\n\n`)
  }

  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', ready)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tell() {
      for (const response of listeners.keys()) tell(response)
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const ownFiles = new URL('./page/', import.meta.url)

/** Path of a file in the edition; null where the address cannot be decoded. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname).slice(1)
    return path === '' || path.endsWith('/') ? `${path}index.html` : path
  } catch {
    return null
  }
}

function say(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(`${message}\n`)
}

const nothingYet =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body class="nothing-yet"><main><h1>Nothing to show yet</h1><p>What is in the way is listed below. This page loads anew once it is mended.</p></main></body></html>'
