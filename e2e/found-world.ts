import { mkdir } from 'node:fs/promises'
import { writeGuideToDoc } from '@charrette/guides'
import { doc, guide, p } from '@charrette/guides/testing'
import * as Y from 'yjs'
import { createScriptToken } from '../collab-server/accounts/index.ts'
import { openPostOffice } from '../collab-server/mail/post-office.ts'
import { openAccounts } from '../collab-server/server.ts'
import { openStore, type StorePlace } from '../collab-server/store/open-store.ts'
import { createSync } from '../collab-server/sync/index.ts'

/** A consortium with one guide, and its people's tokens. */
export interface World {
  place: StorePlace
  guideId: string
  slug: string
  chapterId: string
  authors: Person[]
  editor: Person
}

export interface Person {
  email: string
  token: string
}

/** Founds it, with a guide that could be released as it stands. */
export async function foundWorld(place: StorePlace): Promise<World> {
  await mkdir(place.dataFolder, { recursive: true })
  const store = await openStore(place)
  try {
    const postOffice = openPostOffice(store, undefined, () => {})
    const address = 'http://127.0.0.1:4000'
    const accounts = await openAccounts(store, place.dataFolder, address, postOffice)
    const cityId = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: '' })
    // Of another city: nobody approves alone what their own city wrote.
    const other = await accounts.addCity({ slug: 'alder-falls', name: 'Alder Falls', state: '' })
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    const add = async (name: string, role: 'author' | 'editor'): Promise<Person> => {
      const email = `${name.toLowerCase()}@riverbend.example`
      const home = role === 'editor' ? other : cityId
      await accounts.addPerson({ email, name, cityId: home, consortiumId: 'c', role })
      return { email, token: await createScriptToken(store, { email, role }) }
    }
    const authors = [await add('Ana', 'author'), await add('Ben', 'author')]
    const editor = await add('Edith', 'editor')
    const [guideId, slug, chapterId] = ['g', 'benches', 'one']
    const created = { created_at: new Date().toISOString(), created_by: 'charrette' }
    await store.db
      .insertInto('guide')
      .values({ id: guideId, slug, consortium_id: 'c', ...created })
      .execute()
    const draft = new Y.Doc()
    writeGuideToDoc(
      guide(
        { slug, title: 'Benches' },
        {
          id: chapterId,
          title: 'Counting',
          lang: null,
          content: doc(p('Riverbend has 212 benches.')),
        },
      ),
      draft,
    )
    const sync = createSync({
      store,
      log: () => {},
      authorize: async () => ({ ok: false, reason: 'forbidden' }),
    })
    await sync.apply(guideId, Y.encodeStateAsUpdate(draft), { accountId: 'charrette', cityId: '' })
    await sync.close()
    return { place, guideId, slug, chapterId, authors, editor }
  } finally {
    await store.close()
  }
}
