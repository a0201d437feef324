import { chapterFragment, chaptersMap } from '@charrette/guides'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import { loadGuide, readLog } from '../sync/guide-log.ts'
import type { CityOfText } from './approval-rules.ts'

/** The cities that wrote the text which now stands in a chapter. */
export type CitiesOf = (chapterId: string) => CityOfText[]

/**
 * Reads who wrote what stands in a guide. Every character names the client that typed it, and the
 * log says from which city each client's updates came: verified, never what a client claims.
 */
export async function readCitiesOf(store: Store, guideId: string): Promise<CitiesOf> {
  const doc = (await loadGuide(store, guideId)).doc.live
  const cityOfClient = await citiesOfClients(store, guideId)
  const names = new Map(
    (await store.db.selectFrom('organization').select(['id', 'name']).execute()).map(
      ({ id, name }) => [id, name],
    ),
  )
  return (chapterId) => {
    const clients = new Set<number>()
    const title = chaptersMap(doc).get(chapterId)?._map.get('title')
    if (title) clients.add(title.id.client)
    collectClients(chapterFragment(doc, chapterId), clients)
    const ids = new Set<string>()
    for (const client of clients) {
      const city = cityOfClient.get(client)
      if (city) ids.add(city)
    }
    return [...ids]
      .map((id) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => a.name.localeCompare(b.name))
  }
}

/** Which city's people a client wrote for; the first update with something of a client tells. */
async function citiesOfClients(
  store: Store,
  guideId: string,
): Promise<ReadonlyMap<number, string>> {
  const cities = new Map<number, string>()
  for (const { update, cityId } of await readLog(store, guideId, 0))
    for (const { id } of Y.decodeUpdate(update).structs)
      if (!cities.has(id.client)) cities.set(id.client, cityId)
  return cities
}

/** Adds the clients of every character and of every node without text that is not deleted. */
function collectClients(type: { _start: Y.Item | null }, clients: Set<number>): void {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) clients.add(item.id.client)
    else if (item.content instanceof Y.ContentType) {
      const inner = item.content.type
      if (inner instanceof Y.XmlElement && inner.length === 0 && inner.nodeName !== 'paragraph')
        clients.add(item.id.client)
      collectClients(inner, clients)
    }
  }
}
