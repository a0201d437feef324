import { isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiRefusal } from './problem.ts'

// Each process counts for itself, in memory: a limit is there to blunt an attack, not to be exact.

const QUARTER = 15 * 60

/** How many of what within how many seconds. */
const limits = {
  /** Sign-in links for one mail address, known here or not: nobody's inbox is filled by others. */
  linksPerMailbox: { points: 10, duration: QUARTER },
  /** Sign-ins and invitations from one network: a room of fifty people stands behind one address. */
  signInsPerNetwork: { points: 200, duration: QUARTER },
  /** Answers that readers give by a button. */
  answersPerNetwork: { points: 60, duration: QUARTER },
  /** What strangers write to us, or ask us to mail: questions, feedback, newsletters. */
  formsPerNetwork: { points: 20, duration: QUARTER },
  /** Requests of one account. */
  requestsPerAccount: { points: 1_200, duration: 60 },
}

export type Limit = keyof typeof limits

/** Counts what each mailbox, network and account asks for. */
export interface RequestLimits {
  /** @throws {ApiRefusal} 429, with how long to wait. */
  count(limit: Limit, key: string): Promise<void>
}

export function createRequestLimits(): RequestLimits {
  const limiters = new Map(
    Object.entries(limits).map(([name, allowed]) => [name, new RateLimiterMemory(allowed)]),
  )
  return {
    count: async (limit, key) => {
      try {
        await limiters.get(limit)?.consume(key)
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        throw tooMany(limit, Math.ceil(refused.msBeforeNext / 1000))
      }
    },
  }
}

/** A public form, counted by the network that it comes from. */
export const limitForm =
  (
    limits: RequestLimits,
    behindProxy: boolean,
    limit: Limit = 'formsPerNetwork',
  ): MiddlewareHandler =>
  async (c, next) => {
    await limits.count(limit, networkOf(clientAddress(c, behindProxy)))
    await next()
  }

/** Sign-in and invitations: counted by network, and links by the mailbox that they go to. */
export function limitSignIns(limits: RequestLimits, behindProxy: boolean): MiddlewareHandler {
  return async (c, next) => {
    await limits.count('signInsPerNetwork', networkOf(clientAddress(c, behindProxy)))
    if (c.req.method === 'POST' && c.req.path.endsWith('/sign-in/magic-link')) {
      // A copy: better-auth reads the body itself.
      const body: unknown = await c.req.raw
        .clone()
        .json()
        .catch(() => null)
      const email = body && typeof body === 'object' && 'email' in body ? String(body.email) : ''
      await limits.count('linksPerMailbox', email.trim().toLowerCase().slice(0, 254))
    }
    await next()
  }
}

/**
 * The address of whoever asks. Behind a proxy that is the last one which the proxy names: those
 * before it are what the client itself claims.
 */
export function clientAddress(c: Context, behindProxy: boolean): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  const own = incoming?.socket.remoteAddress ?? ''
  if (!behindProxy) return own
  return c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() || own
}

/** One IPv4 address, or the IPv6 network (/64) that one household or office is given. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(zeros).fill('0'), ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

function tooMany(limit: Limit, seconds: number): ApiRefusal {
  const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`
  const stillWorks =
    limit === 'signInsPerNetwork' || limit === 'linksPerMailbox'
      ? '; a sign-in link that is in your mail still works'
      : ''
  return new ApiRefusal(
    429,
    'too-many-requests',
    'Too many requests',
    `This was asked for too often. Wait ${wait} and try again${stillWorks}.`,
    { 'Retry-After': String(seconds) },
  )
}
