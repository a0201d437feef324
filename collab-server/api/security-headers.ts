import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const YEAR = 365 * 24 * 3600

/** What the scripts of a kind of page may do, beside coming from this server. */
export interface ScriptRights {
  /** Sources for `script-src`. */
  sources?: string[]
  /** The names of the Trusted Types policies that they may make; none else, where none is named. */
  policies?: string[]
}

/**
 * What every answer tells the browser to refuse. A route that says something stricter keeps it.
 *
 * @param baseUrl the address that people use; where it is https, browsers are told to stay with it.
 */
export function securityHeaders(
  baseUrl: string,
  { sources = [], policies = [] }: ScriptRights = {},
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
      // No page of ours writes markup by script.
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: policies.length > 0 ? policies : ["'none'"],
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
