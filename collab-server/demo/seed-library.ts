import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Guide, guideKinds, readGuideFolder, writeGuideToDoc } from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'
import * as Y from 'yjs'
import type { Accounts } from '../accounts/index.ts'
import type { Files } from '../files/index.ts'
import { approveCandidate, submitCandidate } from '../review/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'

const library = fileURLToPath(new URL('../../guides/library/', import.meta.url))

/** The people of the demonstration. Their cities do not exist, and their addresses cannot. */
export const demonstrationPeople = [
  { email: 'ana@riverbend.example', name: 'Ana Duarte', city: 'Riverbend', role: 'author' },
  { email: 'ben@port-lathrop.example', name: 'Ben Okafor', city: 'Port Lathrop', role: 'author' },
  { email: 'edith@alder-falls.example', name: 'Edith Lind', city: 'Alder Falls', role: 'editor' },
  {
    email: 'mara@tern-harbor.example',
    name: 'Mara Quill',
    city: 'Tern Harbor',
    role: 'administrator',
  },
] as const

/** Its address. */
const DEMONSTRATION = 'demonstration'

/** Whether this database holds the demonstration: its people may be anybody, and its mails are shown. */
export async function isDemonstration({ db }: Store): Promise<boolean> {
  const row = await db
    .selectFrom('consortium')
    .select('id')
    .where('slug', '=', DEMONSTRATION)
    .executeTakeFirst()
  return row !== undefined
}

/** What is shipped, the guides first: they are published first, and readers came for them. */
async function readLibrary(): Promise<{ guide: Guide; pictures: Map<string, Uint8Array> }[]> {
  const read = await Promise.all(
    readdirSync(library).map((slug) => readGuideFolder(diskFolder(library + slug))),
  )
  const order = ({ frontMatter }: Guide) => guideKinds.indexOf(frontMatter.kind ?? 'guide')
  return (
    read
      // What is wrong with a shipped guide is found by its tests; a start goes on without it.
      .flatMap(({ guide, pictures }) => (guide ? [{ guide, pictures }] : []))
      .toSorted((a, b) => order(a.guide) - order(b.guide))
  )
}

/**
 * Fills an empty database with a demonstration consortium and drafts of the shipped guides.
 * Does nothing where there is a consortium already.
 */
export async function seedLibrary({
  store,
  sync,
  accounts,
  files,
  say,
}: {
  store: Store
  sync: Sync
  accounts: Accounts
  files: Files
  say: (line: string) => void
}): Promise<void> {
  const { db } = store
  if (await db.selectFrom('consortium').select('id').executeTakeFirst()) return
  const consortiumId = randomUUID()
  await db
    .insertInto('consortium')
    .values({ id: consortiumId, slug: DEMONSTRATION, name: 'Demonstration Consortium of Cities' })
    .execute()
  for (const { guide, pictures } of await readLibrary()) {
    say(`Loading the guide “${guide.frontMatter.title}” …`)
    for (const bytes of pictures.values()) await files.put(bytes)
    const guideId = randomUUID()
    await db
      .insertInto('guide')
      .values({
        id: guideId,
        slug: guide.frontMatter.slug,
        consortium_id: consortiumId,
        created_at: new Date().toISOString(),
        created_by: 'charrette',
      })
      .execute()
    const doc = new Y.Doc()
    writeGuideToDoc(guide, doc)
    await sync.apply(guideId, Y.encodeStateAsUpdate(doc), { accountId: 'charrette', cityId: '' })
    // Through the same commands as any other release: what is seen first is what the product does.
    const actor = { accountId: 'charrette', name: 'The Charrette editors', city: '' }
    const note = 'The edition that is shipped with Charrette.'
    const number = await submitCandidate({ store, sync }, { guideId, actor, note })
    const { content_hash: contentHash } = await db
      .selectFrom('candidate')
      .select('content_hash')
      .where('guide_id', '=', guideId)
      .executeTakeFirstOrThrow()
    await approveCandidate(store, {
      guideId,
      number,
      contentHash,
      changelog: '',
      actor,
    })
  }
  // Last: nobody is told of reviews that were over before they came.
  for (const { email, name, city, role } of demonstrationPeople) {
    const slug = city.toLowerCase().replaceAll(' ', '-')
    const cityId = await accounts.addCity({ slug, name: city, state: '' })
    await accounts.addPerson({ email, name, cityId, consortiumId, role })
  }
}
