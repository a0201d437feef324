import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const YEAR = 365 * 24 * 3600

/**
 * What every answer tells the browser to refuse. A route that says something stricter keeps it.
 *
 * @param baseUrl the address that people use; where it is https, browsers are told to stay with it.
 * @param scripts what scripts may do or come from, beside being this server's.
 */
export function securityHeaders(baseUrl: string, scripts: string[] = []): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...scripts],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
      // No page of ours writes markup by script; ProseMirror reads what is pasted by a policy of its own.
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['ProseMirrorClipboard', "'allow-duplicates'"],
    },
    permissionsPolicy: {
      camera: [],
      microphone: [],
      geolocation: [],
      payment: [],
      usb: [],
      displayCapture: [],
    },
    xFrameOptions: 'SAMEORIGIN',
    // Of this name alone: the city's other names are not ours to promise for.
    strictTransportSecurity: baseUrl.startsWith('https://') ? `max-age=${YEAR}` : false,
  })
}

/** What the API answers is about the person who asks: it stays in no cache that it does not name. */
export const storeNothing: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
}
