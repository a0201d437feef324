import { canonicalJson } from '@charrette/guides'
import { type Appearance, readAppearance } from '@charrette/publisher/appearance'
import { type Theme, themeNames } from '@charrette/publisher/themes'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import {
  type Actor,
  appearanceSchema,
  type ChosenAppearance,
  type NewSettings,
  quotasSchema,
} from '../api/contract.ts'
import type { Files } from '../files/index.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { SettingsRefusal } from './settings-refusal.ts'

const storedSchema = z.object({ appearance: appearanceSchema, quotas: quotasSchema })
const nothingChosen = storedSchema.parse({ appearance: {}, quotas: {} })

/** What a consortium has chosen; the house's where it has chosen nothing. */
export async function settingsOf(
  db: Kysely<Tables>,
  consortiumId: string,
): Promise<z.infer<typeof storedSchema>> {
  const row = await db
    .selectFrom('consortium_setting')
    .select('settings')
    .where('consortium_id', '=', consortiumId)
    .executeTakeFirst()
  return row ? storedSchema.parse(JSON.parse(row.settings)) : nothingChosen
}

/**
 * Changes a consortium's name, the look of its coming editions, and how much it may keep. Editions
 * that are out stay as they are.
 *
 * @throws {SettingsRefusal} `no-such-theme`, `no-such-logo`, and `settings-unfit` for colours on
 *   which words cannot be read.
 */
export async function changeSettings(
  { db }: Store,
  files: Files,
  {
    consortium,
    settings: { name, appearance, quotas },
    actor,
  }: {
    consortium: { id: string; name: string }
    settings: NewSettings
    actor: Actor
  },
): Promise<void> {
  if (!themeNames().includes(appearance.theme))
    throw new SettingsRefusal(
      'no-such-theme',
      `There is no theme “${appearance.theme}”. There are: ${themeNames().join(', ')}.`,
    )
  const { findings } = await readAppearance(await withLogo(files, appearance))
  if (findings.length > 0)
    throw new SettingsRefusal(
      'settings-unfit',
      findings.map(({ message, mend }) => `${message}. ${mend}`).join(' '),
    )
  const at = new Date().toISOString()
  const settings = JSON.stringify({ appearance, quotas })
  await db.transaction().execute(async (trx) => {
    const before = await settingsOf(trx, consortium.id)
    await trx.updateTable('consortium').set({ name }).where('id', '=', consortium.id).execute()
    await trx
      .insertInto('consortium_setting')
      .values({ consortium_id: consortium.id, settings, changed_at: at })
      .onConflict((conflict) =>
        conflict.column('consortium_id').doUpdateSet({ settings, changed_at: at }),
      )
      .execute()
    await record(trx, {
      guideId: '',
      consortiumId: consortium.id,
      at,
      actor,
      action: 'change-settings',
      summary: `${actor.name} changed the settings of ${consortium.name}${name === consortium.name ? '' : `, which is ${name} now`}.`,
      details: {
        before: canonicalJson({ name: consortium.name, ...before }),
        after: canonicalJson({ name, appearance, quotas }),
      },
    })
  })
}

/** Keeps how the editions of a release are to look: as it was chosen when the release was approved. */
export async function keepAppearance(
  trx: Transaction<Tables>,
  { releaseId, guideId }: { releaseId: string; guideId: string },
): Promise<void> {
  const { consortium_id } = await trx
    .selectFrom('guide')
    .select('consortium_id')
    .where('id', '=', guideId)
    .executeTakeFirstOrThrow()
  const { appearance } = await settingsOf(trx, consortium_id)
  await trx
    .insertInto('release_appearance')
    .values({ release_id: releaseId, appearance: JSON.stringify(appearance) })
    .execute()
}

/**
 * How the next editions of a consortium look: a word that changes when they do, and the theme, which is
 * read from disk by whoever draws.
 */
export async function nextLook(
  db: Kysely<Tables>,
  files: Files,
  consortiumId: string,
): Promise<{ key: string; readTheme: () => Promise<Theme | undefined> }> {
  const { appearance } = await settingsOf(db, consortiumId)
  return {
    key: canonicalJson(appearance),
    readTheme: async () =>
      (await readAppearance(await withLogo(files, appearance))).settings?.theme,
  }
}

/** How the editions of a release look; undefined where it was approved before there was a choice. */
export async function appearanceOf(
  db: Kysely<Tables>,
  files: Files,
  releaseId: string,
): Promise<Appearance | undefined> {
  const row = await db
    .selectFrom('release_appearance')
    .select('appearance')
    .where('release_id', '=', releaseId)
    .executeTakeFirst()
  return row && withLogo(files, appearanceSchema.parse(JSON.parse(row.appearance)))
}

async function withLogo(
  files: Files,
  { theme, paper, colours, logo }: ChosenAppearance,
): Promise<Appearance> {
  if (!logo) return { theme, paper, colours, logo: null }
  if (!files.has(logo.sha256))
    throw new SettingsRefusal('no-such-logo', 'The logo is not here. Put it in again.')
  return { theme, paper, colours, logo: { bytes: await files.get(logo.sha256), alt: logo.alt } }
}
