import { randomUUID } from 'node:crypto'
import { slugFrom } from '@charrette/guides'
import type { Accounts } from '../accounts/index.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import { SettingsRefusal } from './settings-refusal.ts'

/** A consortium to be, with its first administrator. */
export interface Founding {
  consortium: string
  city: string
  state: string
  name: string
  email: string
}

/**
 * Founds a consortium of real people; its first administrator invites everybody else.
 *
 * @param first whether it must be the first here: the way in without a sign-in is for that one only.
 * @returns its address.
 * @throws {SettingsRefusal} `consortium-exists`.
 */
export async function foundConsortium(
  { db }: Store,
  accounts: Accounts,
  { consortium, city, state, name, email }: Founding,
  { first = false }: { first?: boolean } = {},
): Promise<{ slug: string }> {
  const slug = slugFrom(consortium)
  const cityId = await accounts.addCity({ slug: slugFrom(`${city} ${state}`), name: city, state })
  const accountId = await accounts.addAccount({ email, name, cityId })
  const id = randomUUID()
  await db.transaction().execute(async (trx) => {
    // First: entries are made one after the other, so that of two who found it at once one is late.
    await record(trx, {
      guideId: '',
      consortiumId: id,
      at: new Date().toISOString(),
      actor: { accountId, name, city },
      action: 'found-consortium',
      summary: `${name} founded ${consortium}.`,
      details: { slug },
    })
    const there = await trx.selectFrom('consortium').select('slug').execute()
    const same = first ? there[0] : there.find((one) => one.slug === slug)
    if (same)
      throw new SettingsRefusal(
        'consortium-exists',
        `There is a consortium “${same.slug}” already. Nothing was changed.`,
      )
    await trx.insertInto('consortium').values({ id, slug, name: consortium }).execute()
    await trx
      .insertInto('consortium_member')
      .values({ account_id: accountId, consortium_id: id, role: 'administrator' })
      .execute()
  })
  return { slug }
}
