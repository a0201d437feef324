import { chapterDraft, settle, suggestionRecord, type Writer } from '@charrette/guides'
import * as Y from 'yjs'
import { suggestionsOnly } from './content-check.ts'
import { exactDoc } from './exact-doc.ts'

/**
 * Holds those who may only suggest to suggestions: without their own ones, no text may have changed
 * by what they send. What an update does to a text is known when it has been applied, so it is applied
 * to a copy of the guide first. The copy is kept while such people write, and follows the guide.
 */
export class SuggestOnly {
  #guide: Y.Doc | null = null
  #copy: Y.Doc | null = null

  /**
   * @param guide the live document, without the update.
   * @throws {SyncRefusal} `forbidden` where the update changes more than the writer's suggestions.
   */
  check(guide: Y.Doc, update: Uint8Array, writer: Writer): void {
    const copy = this.#copyOf(guide)
    const touched = new Set<string>()
    copy.once('afterTransaction', ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) {
        const id = chapterOf(type)
        if (id) touched.add(id)
      }
    })
    try {
      Y.applyUpdate(copy, update)
      for (const id of touched)
        if (!isSame(withoutTheirs(guide, id, writer), withoutTheirs(copy, id, writer)))
          throw suggestionsOnly()
    } catch (error) {
      // It holds what the guide has not.
      this.letGo()
      throw error
    }
  }

  /** Frees the memory of the copy. */
  letGo(): void {
    this.#guide?.off('update', this.#follow)
    this.#copy?.destroy()
    this.#guide = null
    this.#copy = null
  }

  #copyOf(guide: Y.Doc): Y.Doc {
    if (this.#copy && this.#guide === guide) return this.#copy
    this.letGo()
    const copy = exactDoc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(guide))
    guide.on('update', this.#follow)
    this.#guide = guide
    this.#copy = copy
    return copy
  }

  readonly #follow = (update: Uint8Array): void => {
    if (this.#copy) Y.applyUpdate(this.#copy, update)
  }
}

function chapterOf(type: unknown): string | null {
  let root = type
  while (root instanceof Y.AbstractType && root._item) root = root._item.parent
  const key = root instanceof Y.AbstractType ? Y.findRootTypeKey(root) : ''
  return key.startsWith('chapter:') ? key.slice('chapter:'.length) : null
}

/** A chapter's text as if somebody's suggestions had never been made; those of others stay. */
function withoutTheirs(doc: Y.Doc, chapterId: string, { accountId }: Writer): unknown {
  const theirs = (id: string) => suggestionRecord(doc, id)?.by.accountId === accountId
  return settle(chapterDraft(doc, chapterId), (id) => (theirs(id) ? 'reject' : null)).toJSON()
}

/** The same but for ids that things are given when somebody refers to them. */
function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before))
    return (
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((value, index) => isSame(value, after[index]))
    )
  if (!isObject(before) || !isObject(after)) return before === after
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
    (key) => isSame(before[key], after[key]) || (key === 'id' && before[key] === null),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
