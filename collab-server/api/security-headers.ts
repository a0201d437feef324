import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const YEAR = 365 * 24 * 3600

/** What the scripts of a kind of page may do, beside coming from this server. */
export interface ScriptRights {
  /** Sources for `script-src`. */
  sources?: string[]
  /** Reading markup: TipTap reads every document through a DOMParser, without a policy of its own. */
  readMarkup?: boolean
}

/**
 * What every answer tells the browser to refuse. A route that says something stricter keeps it.
 *
 * @param baseUrl the address that people use; where it is https, browsers are told to stay with it.
 */
export function securityHeaders(
  baseUrl: string,
  { sources = [], readMarkup = false }: ScriptRights = {},
): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...sources],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
      // No public page writes markup by script.
      ...(readMarkup ? {} : { requireTrustedTypesFor: ["'script'"], trustedTypes: ["'none'"] }),
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
