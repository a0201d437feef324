import { createHmac, timingSafeEqual } from 'node:crypto'

// Values that go out in addresses and forms and come back: signed, so that nobody makes their own.

/**
 * A value with our signature, for use in addresses.
 *
 * @param purpose what it is for: a token of one purpose is worth nothing for another.
 */
export function signedToken(secret: string, purpose: string, value: string): string {
  return `${value}.${signature(secret, purpose, value)}`
}

/** The value of a token of ours; null for any other. */
export function valueOfToken(secret: string, purpose: string, token: string): string | null {
  const dot = token.lastIndexOf('.')
  const value = token.slice(0, Math.max(0, dot))
  const given = Buffer.from(token.slice(dot + 1))
  const right = Buffer.from(signature(secret, purpose, value))
  return given.length === right.length && timingSafeEqual(given, right) ? value : null
}

const signature = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', secret).update(`${purpose}:${value}`).digest('base64url')
