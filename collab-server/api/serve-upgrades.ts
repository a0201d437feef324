import type { IncomingHttpHeaders, Server } from 'node:http'
import type { Sync } from '../sync/index.ts'

/**
 * Lets WebSockets through to sync, but for those that a page of another site asks for: browsers let
 * it, and send a signed-in person's cookies along.
 *
 * @param baseUrl the address that people use: behind a proxy the request's own host may be another.
 */
export function serveUpgrades(
  http: Server,
  { sync, baseUrl }: { sync: Pick<Sync, 'handleUpgrade'>; baseUrl: string },
): void {
  http.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/sync/') || isForeign(request.headers, baseUrl)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sync.handleUpgrade(request, socket, head)
  })
}

/** A program that is no browser names no origin, and has no such cookies. */
function isForeign({ origin, host }: IncomingHttpHeaders, baseUrl: string): boolean {
  if (origin === undefined || origin === baseUrl) return false
  // A sandboxed page's origin is the word “null”.
  return !URL.canParse(origin) || new URL(origin).host !== host
}
