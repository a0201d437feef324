import { chapterFragment, chaptersMap, outline } from '@charrette/guides'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import type { GuideReplay } from './guide-replay.ts'
import { countCharacters } from './passages.ts'
import { cityNames } from './present-history.ts'
import { readHistory } from './read-history.ts'

/** How much of a text that stands a city wrote. */
export interface CityShare {
  cityId: string
  name: string
  /** Without spaces. */
  characters: number
}

/** Who wrote what stands in a guide, from the text itself; text of nobody's city counts for none. */
export interface Attribution {
  /** Characters of the whole guide, whoever wrote them. */
  characters: number
  /** The most first. */
  cities: CityShare[]
  chapters: {
    chapterId: string
    title: string
    characters: number
    cities: CityShare[]
    /** Cities of the chapter's title and of blocks without words, which no share counts. */
    alsoOf: { id: string; name: string }[]
  }[]
}

/** @throws {DamagedGuide} where the log cannot be read. */
export async function readAttribution(store: Store, guideId: string): Promise<Attribution> {
  const replay = await readHistory(store, guideId)
  const names = await cityNames(store)
  const nameOf = (id: string) => names.get(id) ?? id
  const whole = new Map<string, number>()
  const chapters = outline(replay.doc).map(({ id, title }) => {
    const counts = charactersByCity(replay, id)
    for (const [city, count] of counts) whole.set(city, (whole.get(city) ?? 0) + count)
    return {
      chapterId: id,
      title,
      characters: sum(counts),
      cities: sharesOf(counts, nameOf),
      alsoOf: [...citiesBesideWords(replay, id)].map((city) => ({ id: city, name: nameOf(city) })),
    }
  })
  return { characters: sum(whole), cities: sharesOf(whole, nameOf), chapters }
}

function charactersByCity(replay: GuideReplay, chapterId: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text, by } of replay.passagesOf(chapterId)) {
    let at = 0
    for (const { length, writer } of by) {
      const city = replay.writers[writer]?.cityId ?? ''
      counts.set(city, (counts.get(city) ?? 0) + countCharacters(text.slice(at, at + length)))
      at += length
    }
  }
  return counts
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0)

function sharesOf(
  counts: ReadonlyMap<string, number>,
  nameOf: (id: string) => string,
): CityShare[] {
  return [...counts]
    .filter(([cityId, characters]) => cityId !== '' && characters > 0)
    .map(([cityId, characters]) => ({ cityId, name: nameOf(cityId), characters }))
    .sort((a, b) => b.characters - a.characters || a.name.localeCompare(b.name))
}

function citiesBesideWords(replay: GuideReplay, chapterId: string): Set<string> {
  const cities = new Set<string>()
  const add = (item: Y.Item | undefined) => {
    const city = item ? replay.writerOf(item).cityId : ''
    if (city) cities.add(city)
  }
  const title = chaptersMap(replay.doc).get(chapterId)?._map.get('title')
  if (title && !title.deleted) add(title)
  const visit = (type: { _start: Y.Item | null }) => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentType)) continue
      const inner = item.content.type
      if (!(inner instanceof Y.XmlElement)) continue
      if (inner.length === 0 && inner.nodeName !== 'paragraph') add(item)
      visit(inner)
    }
  }
  visit(chapterFragment(replay.doc, chapterId))
  return cities
}
