import { type Accounts, type Action, may, type Person } from '../accounts/index.ts'
import type { Files } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { PostOffice } from '../mail/post-office.ts'
import type { Health, Log, Metrics } from '../observability/index.ts'
import type { JobFeed } from '../publishing/job-feed.ts'
import type { ReadCounter } from '../statistics/index.ts'
import type { Store } from '../store/open-store.ts'
import type { GuideRow } from '../store/tables.ts'
import type { Sync } from '../sync/index.ts'
import type { Role } from './contract.ts'
import type { RequestLimits } from './limit-requests.ts'
import { noRight, notHere, signInFirst } from './problem.ts'

/** What the routes work with. */
export interface ApiDependencies {
  store: Store
  accounts: Accounts
  sync: Pick<Sync, 'readGuide' | 'apply' | 'edit' | 'editWithRows' | 'revoke' | 'status'>
  files: Files
  jobs: Pick<Jobs, 'wake'>
  jobFeed: JobFeed
  postOffice: PostOffice
  /** Whether its mails are shown to anybody where none is sent. */
  demonstration: boolean
  dataFolder: string
  /** Where people reach this server, without a slash at the end. */
  baseUrl: string
  /** Whether a proxy stands before this server and says whom it speaks for. */
  behindProxy: boolean
  limits: RequestLimits
  /** Signs the addresses that stop mails. */
  secret: string
  /** The built editor. */
  editorFolder: string
  log: Log
  metrics: Metrics
  health: Health
  reads: Pick<ReadCounter, 'count'>
  /** Where DOIs are looked up; null where they are not. */
  doiResolver: string | null
  /** Whether there is a browser to print with. */
  prints: boolean
  /** Who sends it may read the metrics; without one, this machine may, unless a proxy is before us. */
  metricsToken: string | undefined
}

/** Who asks, or a refusal. */
export async function signedIn(
  { accounts, limits }: ApiDependencies,
  headers: Headers,
): Promise<Person> {
  const person = await accounts.identify(headers)
  if (!person) throw signInFirst()
  await limits.count('requestsPerAccount', person.accountId)
  return person
}

/** A consortium, and the role in it of the person who asks; a refusal where they may not do this. */
export async function consortiumFor(
  deps: ApiDependencies,
  headers: Headers,
  slug: string,
  action: Action,
): Promise<{ consortium: { id: string; slug: string; name: string }; person: Person; role: Role }> {
  const person = await signedIn(deps, headers)
  const consortium = await deps.store.db
    .selectFrom('consortium')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  const role = consortium ? await deps.accounts.roleIn(person, consortium.id) : null
  if (!consortium || !role) throw notHere('consortium')
  if (!may(role, action)) throw noRight(action)
  return { consortium, person, role }
}

/** A guide, and the role in it of the person who asks; a refusal where they may not do this. */
export async function guideFor(
  deps: ApiDependencies,
  headers: Headers,
  slug: string,
  action: Action,
): Promise<{ guide: GuideRow; person: Person; role: Role }> {
  const person = await signedIn(deps, headers)
  const guide = await deps.store.db
    .selectFrom('guide')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst()
  const role = guide ? await deps.accounts.roleIn(person, guide.consortium_id, guide.id) : null
  // Who has no part in a guide does not learn that it exists.
  if (!guide || !role) throw notHere('guide')
  if (!may(role, action)) throw noRight(action)
  return { guide, person, role }
}
