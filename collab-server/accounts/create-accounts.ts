import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { magicLink, organization } from 'better-auth/plugins'
import type { Role } from '../api/contract.ts'
import type { Store } from '../store/open-store.ts'
import type { Access, Authorize } from '../sync/index.ts'
import { bringBack, cityMetadata } from './cities.ts'
import { suggestsOnly } from './other-cities.ts'
import { greaterRole, lesserRole } from './policies.ts'
import { countRightsChanges } from './rights-changes.ts'
import { readScriptToken } from './script-tokens.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  /** Address at which one click stops mails of this kind; without it, somebody asked for the mail. */
  stopUrl?: string
}

/** Someone who is signed in, or whose script is. */
export interface Person {
  accountId: string
  name: string
  email: string
  city: { id: string; name: string; state: string } | null
  /** What their script's token allows at most; null for a person in a browser. */
  atMost: Role | null
  /** When their session or token ends, ISO 8601, UTC; null where it is not by one of them. */
  until: string | null
}

export interface Accounts {
  /** better-auth's own routes, below `/api/auth/`. */
  handle(request: Request): Promise<Response>
  /** Who asks: by session cookie or by bearer token. Null where nobody is known. */
  identify(headers: Headers, token?: string | null): Promise<Person | null>
  /**
   * The role of a person in a consortium, or in one of its guides where it is named; null where
   * they have no part in it.
   */
  roleIn(person: Person, consortiumId: string, guideId?: string): Promise<Role | null>
  authorizeSync: Authorize
  /** Adds a city, or finds it by its slug. */
  addCity(city: { slug: string; name: string; state: string }): Promise<string>
  /** Adds an account of a city, or finds it by its address; an account keeps the city that it has. */
  addAccount(account: { email: string; name: string; cityId: string }): Promise<string>
  /**
   * An address that signs the owner of an e-mail address in as it is opened, once, within 15 minutes:
   * for a browser to be led on to. What goes into a mail asks first (`askBeforeSignIn`).
   */
  signInUrl(email: string): Promise<string>
  /** Adds an account of a city with a role in a consortium, or finds it by its address. */
  addPerson(person: {
    email: string
    name: string
    cityId: string
    consortiumId: string
    role: Role
  }): Promise<string>
}

/**
 * Makes better-auth's tables, or brings them up to date.
 */
export async function makeAccountTables(store: Store): Promise<void> {
  const { runMigrations } = await getMigrations({
    database: { db: store.db, type: store.dialect },
    plugins: plugins(async () => {}),
  })
  await runMigrations()
}

/**
 * Over https a cookie that no other name of the domain can set or read: `__Host-`, which
 * better-auth's own switch (`__Secure-`) does not give.
 */
function cookies(baseUrl: string) {
  const https = baseUrl.startsWith('https://')
  return {
    cookiePrefix: https ? '__Host-charrette' : 'charrette',
    useSecureCookies: false,
    // Else better-auth leaves its checks out where it finds itself in a test.
    disableOriginCheck: false,
    disableCSRFCheck: false,
    defaultCookieAttributes: { secure: https, httpOnly: true, sameSite: 'lax', path: '/' },
  } as const
}

/** Where a sign-in link is used up. */
const VERIFY = '/api/auth/magic-link/verify'
const ASK = '/sign-in/link'

/**
 * The same link as an address that asks before it signs anybody in: programs that look at mails open
 * what they find there, and a link works once.
 */
export function askBeforeSignIn(signInUrl: string): string {
  const url = new URL(signInUrl)
  return `${url.origin}${ASK}${url.search}`
}

/** Where the page at that address leads on to, from the query that it was opened with. */
export const signInNow = (query: string): string => `${VERIFY}?${query}`

/** The plugins, which bring tables of their own. */
function plugins(sendMagicLink: (link: { email: string; url: string }) => Promise<void>) {
  return [
    organization(),
    magicLink({ expiresIn: 15 * 60, disableSignUp: true, storeToken: 'hashed', sendMagicLink }),
  ] satisfies BetterAuthPlugin[]
}

/**
 * Sign-in and rights: better-auth on the store's own database; its organisations are the cities.
 *
 * @param sendMail called for every sign-in link; it should return when the mail is safely kept.
 */
export async function createAccounts({
  store,
  baseUrl,
  secret,
  sendMail,
}: {
  store: Store
  baseUrl: string
  secret: string
  sendMail: (mail: Mail) => Promise<void>
}): Promise<Accounts> {
  const { db } = store
  /** Where a sign-in link is wanted as an address and not as a mail. */
  const wanted = new AsyncLocalStorage<{ url: string }>()
  const auth = betterAuth({
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: store.dialect },
    telemetry: { enabled: false },
    // The API counts, by mailbox, network and account, before anything comes here.
    rateLimit: { enabled: false },
    advanced: cookies(baseUrl),
    plugins: plugins(async ({ email, url }) => {
      const holder = wanted.getStore()
      if (holder) {
        holder.url = url
        return
      }
      const known = await db
        .selectFrom('user')
        .select('name')
        .where('email', '=', email.toLowerCase())
        .executeTakeFirst()
      // The answer is the same either way: it does not tell who has an account.
      if (!known) return
      await sendMail({
        to: email,
        subject: 'Your sign-in link for Charrette',
        text: `Hello ${known.name},\n\nopen this link to sign in. It works once, for 15 minutes:\n\n${askBeforeSignIn(url)}\n\nIf you did not ask for it, ignore this mail: nobody can sign in without it.\n`,
      })
    }),
  })
  await makeAccountTables(store)
  await countRightsChanges(store)

  async function personOf(
    accountId: string,
    atMost: Role | null,
    until: string,
  ): Promise<Person | null> {
    const row = await db
      .selectFrom('user')
      .leftJoin('member', 'member.userId', 'user.id')
      .leftJoin('organization', 'organization.id', 'member.organizationId')
      .select([
        'user.id',
        'user.name',
        'user.email',
        'organization.id as cityId',
        'organization.name as cityName',
        'organization.metadata as metadata',
      ])
      .where('user.id', '=', accountId)
      .executeTakeFirst()
    if (!row) return null
    return {
      accountId: row.id,
      name: row.name,
      email: row.email,
      city:
        row.cityId && row.cityName
          ? { id: row.cityId, name: row.cityName, state: stateOf(row.metadata) }
          : null,
      atMost,
      until,
    }
  }

  async function identify(headers: Headers, token?: string | null): Promise<Person | null> {
    const bearer = token ?? /^Bearer (\S+)$/.exec(headers.get('Authorization') ?? '')?.[1] ?? null
    if (bearer !== null) {
      const known = await readScriptToken(store, bearer)
      return known ? personOf(known.accountId, known.role, known.expiresAt) : null
    }
    const session = await auth.api.getSession({ headers })
    return session ? personOf(session.user.id, null, session.session.expiresAt.toISOString()) : null
  }

  async function roleIn(
    person: Person,
    consortiumId: string,
    guideId?: string,
  ): Promise<Role | null> {
    const row = await db
      .selectFrom('consortium_member')
      .select('role')
      .where('account_id', '=', person.accountId)
      .where('consortium_id', '=', consortiumId)
      .executeTakeFirst()
    if (!row) return null
    const inGuide = guideId
      ? await db
          .selectFrom('guide_member')
          .select('role')
          .where('account_id', '=', person.accountId)
          .where('guide_id', '=', guideId)
          .executeTakeFirst()
      : undefined
    const inConsortium = row.role as Role
    let role = inGuide ? greaterRole(inConsortium, inGuide.role as Role) : inConsortium
    if (guideId && role === 'author' && (await suggestsOnly(db, guideId, person.city?.id ?? null)))
      role = 'suggester'
    return person.atMost === null ? role : lesserRole(role, person.atMost)
  }

  const authorizeSync: Authorize = async ({ slug, token, headers }) => {
    const person = await identify(headers, token)
    if (!person) return { ok: false, reason: 'unauthenticated' }
    const guide = await db
      .selectFrom('guide')
      .select(['id', 'consortium_id'])
      .where('slug', '=', slug)
      .executeTakeFirst()
    const role = guide ? await roleIn(person, guide.consortium_id, guide.id) : null
    if (!guide) return { ok: false, reason: 'not-found' }
    if (!role) return { ok: false, reason: 'forbidden' }
    const access: Access = {
      until: person.until,
      guideId: guide.id,
      accountId: person.accountId,
      name: person.name,
      cityId: person.city?.id ?? '',
      cityName: person.city?.name ?? '',
      role,
    }
    return { ok: true, access }
  }

  async function addAccount({
    email,
    name,
    cityId,
  }: {
    email: string
    name: string
    cityId: string
  }): Promise<string> {
    const { internalAdapter, adapter } = await auth.$context
    const known = await internalAdapter.findUserByEmail(email)
    const accountId =
      known?.user.id ??
      (
        await internalAdapter.createUser(
          { email, name, emailVerified: true },
          { method: 'magic-link' },
        )
      ).id
    const city = await db
      .selectFrom('member')
      .select('id')
      .where('userId', '=', accountId)
      .executeTakeFirst()
    if (!city)
      await adapter.create({
        model: 'member',
        data: {
          organizationId: cityId,
          userId: accountId,
          role: 'member',
          createdAt: new Date(),
        },
      })
    return accountId
  }

  return {
    handle: (request) => auth.handler(request),
    identify,
    roleIn,
    authorizeSync,
    addCity: async ({ slug, name, state }) => {
      const known = await db
        .selectFrom('organization')
        .select(['id', 'metadata'])
        .where('slug', '=', slug)
        .executeTakeFirst()
      if (known) {
        await bringBack(db, known)
        return known.id
      }
      const { adapter } = await auth.$context
      const id = randomUUID()
      await adapter.create({
        model: 'organization',
        data: { id, slug, name, metadata: JSON.stringify({ state }), createdAt: new Date() },
        forceAllowId: true,
      })
      return id
    },
    addAccount,
    signInUrl: async (email) => {
      const holder = { url: '' }
      await wanted.run(holder, () =>
        auth.api.signInMagicLink({
          body: { email, callbackURL: '/write' },
          headers: new Headers(),
        }),
      )
      if (holder.url === '') throw new Error(`no sign-in link was made for ${email}`)
      return holder.url
    },
    addPerson: async ({ email, name, cityId, consortiumId, role }) => {
      const accountId = await addAccount({ email, name, cityId })
      await db
        .insertInto('consortium_member')
        .values({ account_id: accountId, consortium_id: consortiumId, role })
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'consortium_id']).doUpdateSet({ role }),
        )
        .execute()
      return accountId
    },
  }
}

/** The state that stands in a city's metadata; empty where none does. */
export function stateOf(metadata: string | null): string {
  return cityMetadata(metadata).state
}
