import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { slugFrom } from '@charrette/guides'
import { z } from 'zod'
import { askBeforeSignIn } from '../accounts/index.ts'
import { openStoreWithBackup } from '../backup/index.ts'
import { foundConsortium } from '../consortium/index.ts'
import { isDemonstration } from '../demo/seed-library.ts'
import { openPostOffice } from '../mail/post-office.ts'
import { openAccounts } from '../server.ts'
import type { Store } from '../store/open-store.ts'
import { UsageError } from './usage-error.ts'

/** Where these commands work and what they say. */
export interface CommandIo {
  stdout(text: string): void
  env: NodeJS.ProcessEnv
}

/** Who acts, in the audit log: whoever may open the data folder needs no account. */
export const operator = { accountId: '', name: 'The operator', city: '' }

const DEFAULT_URL = 'http://127.0.0.1:4000'

/**
 * `charrette found`: a consortium of real people, with its first administrator, who invites everybody
 * else. Done before the first start, no demonstration is loaded.
 *
 * @throws {UsageError} for bad usage; {Error} where the folder holds the demonstration, whose mails
 *   anybody can read, or the consortium is there already.
 */
export async function foundCommand(
  args: string[],
  publicUrl: string | undefined,
  io: CommandIo,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      consortium: { type: 'string' },
      city: { type: 'string' },
      state: { type: 'string', default: '' },
      name: { type: 'string' },
      email: { type: 'string' },
      data: { type: 'string', default: 'data' },
    },
  })
  const { consortium, city, name } = values
  const email = z.email().safeParse(values.email)
  if (!consortium || !city || !name || !email.success)
    throw new UsageError(
      '“charrette found” needs --consortium, --city, --name and --email: the consortium’s name, and its first administrator.',
    )
  for (const one of [consortium, city])
    if (!slugFrom(one)) throw new UsageError(`“${one}” has no letter or digit for its address.`)
  await mkdir(resolve(values.data), { recursive: true })
  return withStore(values.data, io, async (store, dataFolder) => {
    if (await isDemonstration(store))
      throw new Error(
        `${dataFolder} holds the demonstration, whose mails anybody can read. Name a new folder with --data.`,
      )
    const accounts = await accountsOf(store, dataFolder, publicUrl)
    await foundConsortium(store, accounts, {
      consortium,
      city,
      state: values.state,
      name,
      email: email.data,
    })
    io.stdout(
      `${name} is the first administrator of ${consortium}.\nStart Charrette and sign in as ${email.data}, or by the link of “charrette sign-in-link --email ${email.data}”.\n`,
    )
  })
}

/**
 * `charrette sign-in-link --email E`: prints an address that signs its owner in, once, within 15
 * minutes: for the operator, where no mail goes out.
 *
 * @throws {UsageError} for bad usage; {Error} where nobody has that address.
 */
export async function signInLinkCommand(
  args: string[],
  publicUrl: string | undefined,
  io: CommandIo,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { email: { type: 'string' }, data: { type: 'string', default: 'data' } },
  })
  const email = values.email?.toLowerCase()
  if (!email) throw new UsageError('“charrette sign-in-link” needs --email.')
  return withStore(values.data, io, async (store, dataFolder) => {
    const accounts = await accountsOf(store, dataFolder, publicUrl)
    const known = await store.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst()
    if (!known)
      throw new Error(`Nobody has the address ${email}. An administrator can invite them.`)
    io.stdout(`${askBeforeSignIn(await accounts.signInUrl(email))}\n`)
  })
}

/** Opens the store of a data folder, or of DATABASE_URL, for a command's work. */
export async function withStore(
  data: string,
  { env }: CommandIo,
  work: (store: Store, dataFolder: string) => Promise<void>,
): Promise<number> {
  const dataFolder = resolve(data)
  if (!env.DATABASE_URL && !existsSync(dataFolder))
    throw new Error(`There is no data folder ${dataFolder}. Name it with --data.`)
  const store = await openStoreWithBackup({ dataFolder, databaseUrl: env.DATABASE_URL })
  try {
    await work(store, dataFolder)
  } finally {
    await store.close()
  }
  return 0
}

/** Mails are not sent from here: what these commands make, they print. */
export const accountsOf = (store: Store, dataFolder: string, publicUrl = DEFAULT_URL) =>
  openAccounts(
    store,
    dataFolder,
    publicUrl,
    openPostOffice(store, undefined, () => {}),
  )
