import { chaptersMap } from '@charrette/guides'
import * as Y from 'yjs'
import { locale, words } from '../messages/index.ts'
import {
  type IdRange,
  isWithin,
  itemsIn,
  type KeptChanges,
  type Place,
  placeOf,
} from './kept-changes.ts'

/** One place of a guide that is not on the server as it stands on this device. */
export interface KeptChange {
  place: string
  /** "Chapter “Paying for it”", "A comment". */
  where: string
  /** The passage as it stands here, and which of it is new; empty where it was taken out. */
  passage: { words: string; isNew: boolean }[]
  /** Words that were taken out of it. */
  removed: string
}

/** The places that were changed, in no order but that of the chapters' first changes. */
export function describeKept(doc: Y.Doc, { added, deleted, removed }: KeptChanges): KeptChange[] {
  const places = new Map<string, Place>()
  const note = (item: Y.Item) => {
    const place = placeOf(item)
    if (place && !accompanies(place)) places.set(place.key, place)
  }
  for (const range of added) for (const item of itemsIn(doc, range)) if (!item.deleted) note(item)
  for (const range of deleted)
    for (const item of itemsIn(doc, range)) if (!isWithin(added, item.id)) note(item)
  return [...places.values()].map(({ key, root, top }) => ({
    place: key,
    where: nameOf(doc, root, top),
    passage: root.startsWith('chapter:') ? passageOf(top, added) : entryWords(top),
    removed: removed
      .filter(({ place }) => place === key)
      .map(({ words }) => words)
      .join(' … '),
  }))
}

/** As a text to keep: one paragraph a change. */
export function keptAsText(title: string, changes: KeptChange[], at: Date): string {
  const say = words().saving
  const when = at.toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' })
  const parts = changes.map(({ where, passage, removed }) =>
    [
      `## ${where}`,
      passage.map(({ words }) => words).join('') || say.takenOutAll,
      ...passage.flatMap(({ words, isNew }) =>
        isNew && passage.length > 1 ? [say.newInIt(words)] : [],
      ),
      ...(removed ? [say.takenOut(removed)] : []),
    ].join('\n\n'),
  )
  return `# ${say.notOnServer(title)}\n\n${when}\n\n${parts.join('\n\n')}\n`
}

/** A suggestion's signature, and where a comment stands, are no changes of their own. */
const accompanies = ({ root, key }: Place): boolean =>
  root === 'suggestions' || /^comments\/[^/]*$/.test(key)

function nameOf(doc: Y.Doc, root: string, top: Y.Item): string {
  const id = root.startsWith('chapter:') ? root.slice('chapter:'.length) : top.parentSub
  const {
    untitled,
    saving: { where },
  } = words()
  const { frontMatter, bibliography, pictures, comments } = where
  const maps: Record<string, string> = { frontMatter, bibliography, pictures, comments }
  if (root !== 'chapters' && !root.startsWith('chapter:')) return maps[root] ?? where.guide
  const title = chaptersMap(doc)
    .get(id ?? '')
    ?.get('title')
  const name = where.chapter(typeof title === 'string' && title ? title : untitled)
  return root === 'chapters' ? where.titleOf(name) : name
}

/** What an entry of a map says in words: a chapter's title, a comment's text. */
function entryWords(top: Y.Item): KeptChange['passage'] {
  if (top.content instanceof Y.ContentType && top.content.type instanceof Y.Map) {
    const title: unknown = top.content.type.get('title')
    return typeof title === 'string' ? [{ words: title, isNew: true }] : []
  }
  const value: unknown = top.deleted ? null : top.content.getContent()[0]
  if (typeof value === 'string') return [{ words: value, isNew: true }]
  if (typeof value !== 'object' || value === null) return []
  if ('body' in value && typeof value.body === 'string') return [{ words: value.body, isNew: true }]
  return []
}

function passageOf(block: Y.Item, added: IdRange[]): KeptChange['passage'] {
  const runs: KeptChange['passage'] = []
  const say = (words: string, isNew: boolean) => {
    const last = runs.at(-1)
    if (last?.isNew === isNew) last.words += words
    else if (words) runs.push({ words, isNew })
  }
  const read = (item: Y.Item) => {
    if (item.deleted) return
    if (item.content instanceof Y.ContentString) {
      const { client, clock } = item.id
      const letters = item.content.str
      // A stretch of letters may have been written in part before, in part now.
      for (let index = 0; index < letters.length; ) {
        const isNew = isWithin(added, { client, clock: clock + index })
        let end = index + 1
        while (end < letters.length && isWithin(added, { client, clock: clock + end }) === isNew)
          end++
        say(letters.slice(index, end), isNew)
        index = end
      }
    } else if (item.content instanceof Y.ContentType) {
      const { type } = item.content
      if (type instanceof Y.XmlElement && runs.length > 0) say('\n', runs.at(-1)?.isNew ?? false)
      for (let child = type._start; child; child = child.right) read(child)
    }
  }
  read(block)
  return runs
}
