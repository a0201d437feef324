import { chapterFragment, outline } from '@charrette/guides'
import * as Y from 'yjs'
import { exactDoc } from '../sync/exact-doc.ts'
import { applyStored, type StoredUpdate } from '../sync/guide-log.ts'
import { ClientWriters } from './client-writers.ts'
import { MovedWords } from './moved-words.ts'
import {
  type Content,
  cutSpans,
  joined,
  type Passage,
  piecesOf,
  runsOf,
  type Span,
  type TextPiece,
  textOf,
  textsIn,
} from './passages.ts'
import { addToSittings, type Sitting, type UpdateWork } from './sittings.ts'

const CHAPTER = 'chapter:'

/** Somebody, writing for a city. */
export interface Writer {
  accountId: string
  cityId: string
}

/** By the Yjs client that wrote it: an update that brought back the text as it stood after another. */
export type Restorations = ReadonlyMap<number, { sourceSeq: number }>

/**
 * A guide's log, gone through update by update: who wrote when, and who wrote each character that
 * stands. It asks nothing of the log but its order, so it comes out the same before and after packing.
 *
 * A character is its first writer's. Whoever accepts a suggestion changes marks and no words, so the
 * words stay the suggester's; whoever moves words leaves them whose they were (moved-words.ts).
 */
export class GuideReplay {
  readonly guideId: string
  /** The guide as it stands after `seq`. */
  readonly doc = exactDoc()
  seq = 0
  readonly sittings: Sitting[] = []
  readonly writers: Writer[] = []
  readonly #open = new Map<string, Sitting>()
  readonly #indexes = new Map<string, number>()
  readonly #clients = new ClientWriters()
  /** Whose each Yjs client is: whoever brought its first words, though those may be others' own. */
  readonly #bringers = new Map<number, number>()
  readonly #moved = new MovedWords()
  readonly #restorations: Restorations
  readonly #wanted: ReadonlySet<number>
  /** Texts of earlier moments that were brought back later: whole text -> whose. */
  readonly #sources = new Map<number, Map<string, Span[]>>()
  #writer = 0
  #work: UpdateWork = { chapters: new Map(), around: false, suggested: false }

  constructor(guideId: string, restorations: Restorations = new Map()) {
    this.guideId = guideId
    this.#restorations = restorations
    this.#wanted = new Set([...restorations.values()].map(({ sourceSeq }) => sourceSeq))
    this.doc.on('afterTransaction', (transaction) => this.#look(transaction))
  }

  /**
   * Goes on by one update.
   *
   * @throws {RangeError} where it is not the next; {DamagedGuide} where it cannot be applied.
   */
  apply(entry: StoredUpdate): void {
    if (entry.seq !== this.seq + 1)
      throw new RangeError(`After update ${this.seq} comes not ${entry.seq}`)
    this.#writer = this.#indexOf(entry)
    this.#work = { chapters: new Map(), around: false, suggested: false }
    applyStored(this.doc, this.guideId, entry.seq, entry.update)
    this.seq = entry.seq
    addToSittings(this.sittings, this.#open, entry, this.#work)
    if (this.#wanted.has(this.seq)) this.#sources.set(this.seq, this.#texts())
  }

  /** A chapter's texts as if every open suggestion were rejected, with who wrote each character. */
  *passagesOf(chapterId: string): Generator<Passage> {
    for (const text of textsIn(chapterFragment(this.doc, chapterId)))
      yield this.#passage(piecesOf(text))
  }

  /** Who wrote an item of the document. */
  writerOf({ id }: Y.Item): Writer {
    const [span] = this.#clients.spansOf(id.client, id.clock, 1)
    return this.writers[span?.writer ?? -1] ?? { accountId: '', cityId: '' }
  }

  #passage(pieces: readonly TextPiece[]): Passage {
    return {
      text: textOf(pieces),
      by: joined(
        pieces.flatMap(({ client, clock, text }) =>
          this.#clients.spansOf(client, clock, text.length),
        ),
      ),
    }
  }

  #texts(): Map<string, Span[]> {
    const texts = new Map<string, Span[]>()
    for (const { id } of outline(this.doc))
      for (const { text, by } of this.passagesOf(id)) if (!texts.has(text)) texts.set(text, by)
    return texts
  }

  #indexOf({ accountId, cityId }: Writer): number {
    const key = JSON.stringify([accountId, cityId])
    const known = this.#indexes.get(key)
    if (known !== undefined) return known
    this.#indexes.set(key, this.writers.length)
    return this.writers.push({ accountId, cityId }) - 1
  }

  /** Notes what an update does, while what it deletes can still be read. */
  #look(transaction: Y.Transaction): void {
    const fresh = freshItems(transaction)
    const gone = goneItems(transaction)
    if (fresh.length === 0 && gone.length === 0) return
    const cameIn = new Map<Content, Set<Y.Item>>()
    const wentFrom = new Map<Content, Set<Y.Item>>()
    const count = (items: Y.Item[], what: 'added' | 'removed', texts: typeof cameIn) => {
      for (const item of items) {
        const length = item.content instanceof Y.ContentString ? item.length : 0
        this.#note(item, what, length)
        if (length === 0 || !(item.parent instanceof Y.AbstractType)) continue
        const known = texts.get(item.parent)
        if (known) known.add(item)
        else texts.set(item.parent, new Set([item]))
      }
    }
    count(
      fresh.filter((item) => !item.deleted),
      'added',
      cameIn,
    )
    count(gone, 'removed', wentFrom)
    for (const item of struckItems(fresh)) {
      if (!(item.parent instanceof Y.AbstractType) || cameIn.get(item.parent)?.has(item)) continue
      const known = wentFrom.get(item.parent)
      if (known) known.add(item)
      else wentFrom.set(item.parent, new Set([item]))
    }
    const before = [...wentFrom].flatMap(([text, items]) => {
      const isFresh = (item: Y.Item) => cameIn.get(text)?.has(item) ?? false
      const stood = (item: Y.Item) => items.has(item) || (!item.deleted && !isFresh(item))
      return runsOf(text, stood, isFresh).map((run) => this.#passage(run))
    })
    this.#claim(transaction, this.#inherited(cameIn, before))
    this.#moved.remember(
      [...wentFrom].flatMap(([text, items]) =>
        runsOf(text, (item) => items.has(item)).map((run) => this.#passage(run)),
      ),
    )
  }

  #note(item: Y.Item, what: 'added' | 'removed', length: number): void {
    const place = placeOf(item)
    if (!place) return
    const { root, key } = place
    if (root === 'suggestions') this.#work.suggested = true
    else if (root === 'frontMatter' || root === 'bibliography' || root === 'pictures')
      this.#work.around = true
    const chapterId = root.startsWith(CHAPTER)
      ? root.slice(CHAPTER.length)
      : root === 'chapters'
        ? key
        : null
    if (chapterId === null) return
    const known = this.#work.chapters.get(chapterId) ?? { added: 0, removed: 0 }
    this.#work.chapters.set(chapterId, { ...known, [what]: known[what] + length })
  }

  /** The words among those that came which are somebody else's: by client and clock. */
  #inherited(
    cameIn: ReadonlyMap<Content, ReadonlySet<Y.Item>>,
    before: readonly Passage[],
  ): Map<number, { clock: number; by: Span[] }[]> {
    const inherited = new Map<number, { clock: number; by: Span[] }[]>()
    const give = (pieces: readonly TextPiece[], by: readonly Span[]) => {
      let at = 0
      for (const { client, clock, text } of pieces) {
        const known = inherited.get(client) ?? []
        inherited.set(client, known)
        known.push({ clock, by: cutSpans(by, at, text.length) })
        at += text.length
      }
    }
    for (const [text, items] of cameIn) {
      const [first] = items
      const restored = first && this.#restorations.get(first.id.client)
      const source = restored && this.#sources.get(restored.sourceSeq)
      if (source) {
        const pieces = piecesOf(text)
        const by = source.get(textOf(pieces))
        if (by) {
          let at = 0
          for (const piece of pieces) {
            if (this.#isOf(items, piece)) give([piece], cutSpans(by, at, piece.text.length))
            at += piece.text.length
          }
          continue
        }
      }
      for (const run of runsOf(text, (item) => items.has(item))) {
        const by = this.#moved.ownersOf(textOf(run), before)
        if (by) give(run, by)
      }
    }
    return inherited
  }

  #isOf(items: ReadonlySet<Y.Item>, { client, clock }: TextPiece): boolean {
    for (const { id } of items) if (id.client === client && id.clock === clock) return true
    return false
  }

  /** Writes down who wrote what came: its bringer, but for what was others' before. */
  #claim(
    { beforeState, afterState }: Y.Transaction,
    inherited: ReadonlyMap<number, { clock: number; by: Span[] }[]>,
  ): void {
    for (const [client, end] of afterState) {
      const start = beforeState.get(client) ?? 0
      if (start === end) continue
      const own = this.#ownerOf(client)
      const spans: Span[] = []
      let at = start
      for (const { clock, by } of (inherited.get(client) ?? []).sort((a, b) => a.clock - b.clock)) {
        if (clock > at) spans.push({ length: clock - at, writer: own })
        spans.push(...by)
        at = clock + by.reduce((sum, { length }) => sum + length, 0)
      }
      if (end > at) spans.push({ length: end - at, writer: own })
      this.#clients.append(client, start, spans)
    }
  }

  /**
   * A Yjs client is one tab of one person: whoever brings back what the server lost, or a copy that
   * was kept elsewhere, does not become its writer.
   */
  #ownerOf(client: number): number {
    const first = this.#bringers.get(client)
    if (first === undefined) {
      this.#bringers.set(client, this.#writer)
      return this.#writer
    }
    const known = this.writers[first]
    return known?.accountId === this.writers[this.#writer]?.accountId ? this.#writer : first
  }
}

/** The items that a transaction brought. */
function freshItems({ beforeState, afterState, doc }: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = []
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0
    if (start === end) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
      const struct = structs[index]
      if (struct instanceof Y.Item) items.push(struct)
    }
  }
  return items
}

/** The items that stood before a transaction and do not after it; their content can still be read. */
function goneItems(transaction: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    const { client, clock } = struct.id
    if (struct instanceof Y.Item && clock < (transaction.beforeState.get(client) ?? 0))
      items.push(struct)
  })
  return items
}

/** Words that fresh marks and attributes suggest to delete. */
function* struckItems(fresh: readonly Y.Item[]): Generator<Y.Item> {
  for (const item of fresh) {
    const { content, parent } = item
    if (item.deleted || !(parent instanceof Y.AbstractType)) continue
    if (content instanceof Y.ContentFormat) {
      if (!content.key.startsWith('deletion') || content.value === null) continue
      for (let next = item.right; next !== null; next = next.right) {
        if (next.deleted) continue
        if (next.content instanceof Y.ContentFormat && next.content.key === content.key) break
        if (next.content instanceof Y.ContentString) yield next
      }
    } else if (item.parentSub === 'deleted' && parent instanceof Y.XmlElement)
      for (const text of textsIn(parent))
        for (let next = text._start; next !== null; next = next.right)
          if (!next.deleted && next.content instanceof Y.ContentString) yield next
  }
}

/** The part of the guide that an item is in, and the key of that part's entry. */
function placeOf(item: Y.Item): { root: string; key: string | null } | null {
  for (let current = item; ; ) {
    const { parent } = current
    if (!(parent instanceof Y.AbstractType)) return null
    if (parent._item === null) return { root: Y.findRootTypeKey(parent), key: current.parentSub }
    current = parent._item
  }
}
