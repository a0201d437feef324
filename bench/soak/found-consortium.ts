import { mkdir } from 'node:fs/promises'
import { writeGuideToDoc } from '@charrette/guides'
import { doc, guide, p } from '@charrette/guides/testing'
import * as Y from 'yjs'
import { createScriptToken } from '../../collab-server/accounts/index.ts'
import { openPostOffice } from '../../collab-server/mail/post-office.ts'
import { openAccounts } from '../../collab-server/server.ts'
import { openStore, type StorePlace } from '../../collab-server/store/open-store.ts'
import { createSync } from '../../collab-server/sync/index.ts'

/** The tokens of its people, and its guides: each has one chapter, `one`. */
export interface Consortium {
  authors: string[]
  editor: string
  guides: { id: string; slug: string }[]
}

/** Founds a consortium of so many authors and guides; the editor is of a city that writes nothing. */
export async function foundConsortium(
  place: StorePlace,
  size: { authors: number; guides: number },
): Promise<Consortium> {
  await mkdir(place.dataFolder, { recursive: true })
  const store = await openStore(place)
  try {
    const postOffice = openPostOffice(store, undefined, () => {})
    const address = 'http://127.0.0.1:4000'
    const accounts = await openAccounts(store, place.dataFolder, address, postOffice)
    const writes = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: '' })
    const edits = await accounts.addCity({ slug: 'alder-falls', name: 'Alder Falls', state: '' })
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    const add = async (name: string, role: 'author' | 'editor', cityId: string) => {
      const email = `${name}@cities.example`
      await accounts.addPerson({ email, name, cityId, consortiumId: 'c', role })
      return createScriptToken(store, { email, role })
    }
    const authors: string[] = []
    for (let number = 1; number <= size.authors; number++)
      authors.push(await add(`author-${number}`, 'author', writes))
    const editor = await add('editor', 'editor', edits)
    const sync = createSync({
      store,
      log: () => {},
      authorize: async () => ({ ok: false, reason: 'forbidden' }),
    })
    const guides: Consortium['guides'] = []
    for (let number = 1; number <= size.guides; number++) {
      const [id, slug] = [`g${number}`, `guide-${number}`]
      await store.db
        .insertInto('guide')
        .values({
          id,
          slug,
          consortium_id: 'c',
          created_at: new Date().toISOString(),
          created_by: 'charrette',
        })
        .execute()
      const draft = new Y.Doc()
      const content = doc(p(`Guide ${number} begins here.`))
      writeGuideToDoc(
        guide({ slug, title: `Guide ${number}` }, { id: 'one', title: 'One', lang: null, content }),
        draft,
      )
      await sync.apply(id, Y.encodeStateAsUpdate(draft), { accountId: 'charrette', cityId: '' })
      guides.push({ id, slug })
    }
    await sync.close()
    return { authors, editor, guides }
  } finally {
    await store.close()
  }
}
