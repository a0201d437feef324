import type { Guide } from './guide.ts'

/**
 * JSON with sorted keys and without `undefined`: equal values give equal text, whatever the order
 * in which their keys were set. (The idea of RFC 8785; numbers here are integers or plain decimals.)
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )
}

/** The name of one exact text: SHA-256 of the guide's canonical JSON, lower-case hexadecimal. */
export async function contentHash(guide: Guide): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(guide))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
