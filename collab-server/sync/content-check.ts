import {
  commentsMap,
  draftSchema,
  frontMatterSchema,
  safeHref,
  suggestionRecordSchema,
  suggestionsMap,
  type Writer,
} from '@charrette/guides'
import * as Y from 'yjs'
import { type CommentEntry, checkComments, type StoredComment } from './comment-check.ts'
import { Crowd, type List } from './crowd.ts'
import { closeCode, SyncRefusal } from './protocol.ts'
import { findStruct, type ReadUpdate, readUpdate, type Struct } from './update-structure.ts'

// Checks an update by its structs, before it touches the document. That is the cheapest sound
// place: a struct says what it inserts and where, and refusing it there leaves nothing to undo.
//
// What is no update as Yjs writes them does not come so far (update-structure.ts).
//
// It stops: node and mark names and attributes that the schema does not have, attribute values
// that the schema's validators refuse, links that run scripts, unknown roots, subdocuments and
// binaries, nesting bombs, maps of endless keys, huge values and prototype keys. It does not check content expressions: two edits that are each valid can merge into a text
// that is not, and every ProseMirror client mends that the same way. What a candidate freezes is
// checked whole.

const MAX_DEPTH = 64
const MAX_KEY = 200
/** Characters of an attribute's value as JSON: an alternative text is the longest that people write. */
const MAX_ATTRIBUTE = 20_000
/** Characters of a map's entry as JSON: a comment, a piece of front matter, a bibliography's entry. */
const MAX_ENTRY = 200_000
/** Entries that a map may ever have had. */
const MAX_KEYS: Record<string, number> = {
  chapters: 2_000,
  bibliography: 10_000,
  pictures: 10_000,
  comments: 50_000,
  suggestions: 100_000,
}

const chapterRoot = /^chapter:[a-z][a-z0-9-]{0,79}$/
const mapRoots = new Set([
  'frontMatter',
  'chapters',
  'bibliography',
  'pictures',
  'comments',
  'suggestions',
])
const chapterFields: Record<string, string[]> = {
  title: ['string'],
  lang: ['string', 'null'],
  position: ['string'],
  deletedAt: ['string', 'null'],
}

type Content = Y.Item['content']

/** Where an item stands, and under which key where it is a map's entry or an attribute. */
interface Spot {
  place: Place
  list: List
  parentSub: string | null
}
type Spots = Map<Y.Item, Spot>

/** Where a struct puts its content. */
type Place =
  | { kind: 'fragment' }
  | { kind: 'element'; nodeName: string; depth: number }
  | { kind: 'text'; depth: number }
  | { kind: 'map'; path: string[]; depth: number }
  | { kind: 'array'; path: string[]; depth: number }
  /** The parent was deleted and collected: Yjs drops what goes there. */
  | { kind: 'gone' }

/** Who sends an update, verified, and how much of a guide they may change. */
export interface UpdateWriter extends Writer {
  scope: 'everything' | 'suggestions' | 'comments'
}

/** What an update would do that passes the check. */
export interface CheckedUpdate {
  /** The comments that it adds or rewords. */
  comments: StoredComment[]
  /** The Yjs clients under whose ids it brings something new. */
  clientIds: number[]
  /** How many items Yjs may have to go past, at most, to put it in its place. */
  steps: number
}

/**
 * Refuses an update that a guide cannot have, or that its writer may not make. Reads the document,
 * changes nothing.
 *
 * @param doc the guide as it stands, with everything before this update applied.
 * @param writer null for the server's own changes.
 * @throws {SyncRefusal} `doesNotFit`, `forbidden` or `syncAgain`.
 */
export function checkUpdate(
  doc: Y.Doc,
  update: Uint8Array,
  writer: UpdateWriter | null,
): CheckedUpdate {
  const { fresh, deletions } = readUpdate(doc, update)
  const spots: Spots = new Map()
  const comments: CommentEntry[] = []
  const removals: Y.Item[] = []
  const newKeys = new Map<string, Set<string>>()
  const crowd = new Crowd(doc)
  const find = (id: Y.ID) => findStruct(doc, fresh, id)
  for (const structs of fresh.values())
    for (const item of structs) {
      if (!(item instanceof Y.Item)) continue
      const spot = spotOf(item, find, spots)
      checkItem(item, spot)
      countKey(doc, spot, newKeys)
      crowd.add(spot.list, spot.parentSub)
      if (spot.place.kind === 'map' && spot.place.path[0] === 'comments')
        comments.push({ key: spot.parentSub ?? '', content: item.content })
      else {
        checkScope(doc, spot, writer)
        if (isSignature(spot)) checkSignature(doc, spot.parentSub ?? '', item.content, writer)
      }
    }
  for (const item of deletedBy(doc, deletions)) {
    if (item.parent === commentsMap(doc)) removals.push(item)
    else if (item.parent === suggestionsMap(doc) && writer) throw signedOnce()
    else if (writer?.scope === 'comments') throw commentsOnly()
    else if (writer?.scope === 'suggestions' && !isInText(item)) throw suggestionsOnly()
  }
  return {
    comments: checkComments(doc, comments, removals, writer),
    clientIds: [...fresh.keys()],
    steps: crowd.steps(),
  }
}

/**
 * Whether its writer may change such a place at all. What somebody who may only suggest does to the
 * text is looked at as a whole, by suggest-only.ts.
 */
function checkScope(doc: Y.Doc, { place, parentSub }: Spot, writer: UpdateWriter | null): void {
  if (!writer || writer.scope === 'everything' || place.kind === 'gone') return
  if (writer.scope === 'comments') throw commentsOnly()
  if (place.kind !== 'map' && place.kind !== 'array') return
  const [root = ''] = place.path
  // A suggested picture or citation needs its entry; nothing is shown of one that nothing names.
  const adds =
    (root === 'pictures' || root === 'bibliography') && !doc.getMap(root).has(parentSub ?? '')
  if (root !== 'suggestions' && !adds) throw suggestionsOnly()
}

function isInText(item: Y.Item): boolean {
  let { parent } = item
  while (parent instanceof Y.AbstractType && parent._item) parent = parent._item.parent
  return parent instanceof Y.AbstractType && chapterRoot.test(Y.findRootTypeKey(parent))
}

/** What stands in the document and an update deletes. */
function* deletedBy(doc: Y.Doc, deletions: ReadUpdate['deletions']): Generator<Y.Item> {
  for (const [client, ranges] of deletions) {
    const structs = doc.store.clients.get(client)
    if (!structs) continue
    const known = Y.getState(doc.store, client)
    for (const { clock, len } of ranges) {
      if (clock >= known) continue
      const end = clock + len
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const struct = structs[index]
        if (!struct || struct.id.clock >= end) break
        if (struct instanceof Y.Item && !struct.deleted) yield struct
      }
    }
  }
}

/** True where an update changes nothing: what a reader's client answers to a sync step 1. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}

/** Refuses the keys of a map beyond what any guide has; those that it once had stay in it. */
function countKey(doc: Y.Doc, { place, parentSub }: Spot, newKeys: Map<string, Set<string>>): void {
  if (place.kind !== 'map' || parentSub === null) return
  const [root] = place.path
  const most = root === undefined ? undefined : MAX_KEYS[root]
  if (root === undefined || most === undefined || place.path.length > 1) return
  const { _map: known } = doc.getMap(root)
  if (known.has(parentSub)) return
  const keys = newKeys.get(root) ?? new Set()
  newKeys.set(root, keys.add(parentSub))
  if (known.size + keys.size > most) throw refused(`so many entries in ${root}`)
}

function checkItem({ content }: Y.Item, { place, parentSub }: Spot): void {
  if (content instanceof Y.ContentDeleted || place.kind === 'gone') return
  if (parentSub !== null && (parentSub.length > MAX_KEY || parentSub === '__proto__'))
    throw refused(`a key like ${parentSub.slice(0, 40)}`)
  if ('depth' in place && place.depth > MAX_DEPTH) throw refused('so deep a nesting')
  switch (place.kind) {
    case 'fragment':
      if (parentSub !== null) throw refused('an attribute of a chapter')
      checkChild(content, false)
      return
    case 'element':
      if (parentSub === null) checkChild(content, true)
      else checkAttribute(place.nodeName, parentSub, content)
      return
    case 'text':
      if (parentSub !== null) throw refused('an attribute of a text')
      checkText(content)
      return
    case 'map':
      if (parentSub === null) throw refused('content without a key')
      checkEntry([...place.path, parentSub], content)
      return
    case 'array':
      checkEntry([...place.path, '*'], content)
      return
  }
}

function checkChild(content: Content, textAllowed: boolean): void {
  if (!(content instanceof Y.ContentType)) throw refused('text outside a paragraph')
  const { type } = content
  if (type instanceof Y.XmlText) {
    if (!textAllowed) throw refused('text outside a paragraph')
    return
  }
  if (!(type instanceof Y.XmlElement)) throw refused('that type of content')
  const node = draftSchema.nodes[type.nodeName]
  if (!node || node.isText || node === draftSchema.topNodeType)
    throw refused(`a node «${type.nodeName}»`)
}

function checkAttribute(nodeName: string, name: string, content: Content): void {
  const attrs = draftSchema.nodes[nodeName]?.spec.attrs
  const spec = attrs && Object.hasOwn(attrs, name) ? attrs[name] : undefined
  if (!spec) throw refused(`an attribute «${name}» of ${nodeName}`)
  for (const value of valuesOf(content)) {
    if (!fits(spec.validate, value) || !isBounded(value, MAX_ATTRIBUTE))
      throw refused(`this value of ${name} of ${nodeName}`)
  }
}

function checkText(content: Content): void {
  if (content instanceof Y.ContentString) return
  if (!(content instanceof Y.ContentFormat)) throw refused('that type of content in a text')
  // Overlapping marks carry a hash behind their name: y-tiptap's "name--hash".
  const [name = ''] = content.key.split('--')
  const mark = Object.hasOwn(draftSchema.marks, name) ? draftSchema.marks[name] : undefined
  if (!mark) throw refused(`a mark «${name}»`)
  if (content.value === null || content.value === true) return
  const value: unknown = content.value
  if (typeof value !== 'object' || value === null) throw refused(`this value of the mark ${name}`)
  const attrs = mark.spec.attrs ?? {}
  for (const [key, inner] of Object.entries(value)) {
    const spec = Object.hasOwn(attrs, key) ? attrs[key] : undefined
    if (!spec || !fits(spec.validate, inner) || !isBounded(inner, MAX_ATTRIBUTE))
      throw refused(`this ${key} of the mark ${name}`)
  }
  if (name === 'link' && !('href' in value && safeHref.test(String(value.href))))
    throw refused('a link to there')
}

function checkEntry(path: string[], content: Content): void {
  const [root, key = '', field = ''] = path
  switch (root) {
    case 'frontMatter':
      if (path.length !== 2 || !Object.hasOwn(frontMatterSchema.shape, key))
        throw refused(`front matter «${key}»`)
      valuesOf(content)
      return
    case 'chapters': {
      if (path.length === 2) {
        if (!chapterRoot.test(`chapter:${key}`)) throw refused(`a chapter id «${key}»`)
        if (!(content instanceof Y.ContentType && content.type instanceof Y.Map))
          throw refused('that type of chapter')
        return
      }
      const types = Object.hasOwn(chapterFields, field) ? chapterFields[field] : undefined
      if (path.length !== 3 || !types) throw refused(`a chapter's «${field}»`)
      for (const value of valuesOf(content))
        if (!types.includes(value === null ? 'null' : typeof value))
          throw refused(`this ${field} of a chapter`)
      return
    }
    case 'bibliography':
    case 'pictures':
      if (path.length !== 2) throw refused(`an entry so deep in ${root}`)
      for (const value of valuesOf(content))
        if (typeof value !== 'object' || value === null || leadsAstray(value))
          throw refused(`this entry of ${root}`)
      return
    case 'comments':
      if (path.length !== 2) throw refused('an entry so deep in comments')
      valuesOf(content)
      return
  }
  if (root === 'suggestions' && path.length === 2 && /^[a-z0-9]{6,24}$/.test(key)) {
    valuesOf(content)
    return
  }
  throw refused(`a part «${root}»`)
}

/** Whether a source's address is one of a script or a file; what is no address yet may become one. */
const leadsAstray = (value: object): boolean =>
  'URL' in value &&
  /^\W*[a-z][\w+.-]*:/i.test(String(value.URL)) &&
  !safeHref.test(String(value.URL))

/** A suggestion is signed once, by who sends it. */
function checkSignature(doc: Y.Doc, id: string, content: Content, writer: Writer | null): void {
  if (content instanceof Y.ContentDeleted) return
  const record = suggestionRecordSchema.safeParse(valuesOf(content).at(-1))
  if (!record.success) throw refused('a suggestion like this')
  const { by } = record.data
  // The server's own: somebody was erased, and their name with them.
  if (!writer) return
  const forged =
    by.accountId !== writer.accountId || by.name !== writer.name || by.city !== writer.city
  if (forged || suggestionsMap(doc).has(id)) throw signedOnce()
}

const isSignature = ({ place }: Spot): boolean =>
  place.kind === 'map' && place.path[0] === 'suggestions'

function signedOnce(): SyncRefusal {
  return new SyncRefusal(
    closeCode.forbidden,
    'A suggestion is signed once, by the person who makes it',
  )
}

function valuesOf(content: Content): unknown[] {
  if (!(content instanceof Y.ContentAny)) throw refused('that type of value')
  const values = content.getContent()
  if (!values.every((value) => isBounded(value, MAX_ENTRY))) throw refused('a value like this')
  return values
}

/**
 * Whether a value is as JSON could have written it, and so long at most. Yjs reads `__proto__` like any
 * other key: the object gets a prototype of its sender's choice, and answers for keys that nobody sees.
 */
function isBounded(value: unknown, most: number): boolean {
  return isPlain(value, 0) && (JSON.stringify(value) ?? '').length <= most
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null)
    return value === undefined || ['string', 'number', 'boolean', 'object'].includes(typeof value)
  if (depth > MAX_DEPTH) return false
  const isSound = (inner: unknown) => isPlain(inner, depth + 1)
  if (Array.isArray(value)) return value.every(isSound)
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isSound)
}

/** As prosemirror-model reads an attribute's `validate`: a function, or type names with "|". */
function fits(validate: string | ((value: unknown) => void) | undefined, value: unknown): boolean {
  if (validate === undefined) return JSON.stringify(value).length < 1000
  if (typeof validate === 'string')
    return validate.split('|').includes(value === null ? 'null' : typeof value)
  try {
    validate(value)
    return true
  } catch {
    return false
  }
}

type Find = (id: Y.ID) => Struct | null

/**
 * Yjs writes an item's parent and key only where it has no neighbour; else they are the neighbour's:
 * a map entry that replaces another says no more than which item it replaces.
 */
function spotOf(item: Y.Item, find: Find, spots: Spots): Spot {
  const chain: Y.Item[] = []
  let current: Y.Item = item
  let spot: Spot | undefined
  while (!spot) {
    spot = spots.get(current)
    if (spot) break
    chain.push(current)
    const { parentSub } = current
    const parent: unknown = current.parent
    if (typeof parent === 'string') {
      spot = { place: rootPlace(parent), list: parent, parentSub }
    } else if (parent instanceof Y.AbstractType) {
      spot = { place: typePlace(parent, find, spots), list: parent, parentSub }
    } else if (parent instanceof Y.ID) {
      const owner = lookUp(parent, find)
      spot = { place: insideOf(owner, find, spots), list: typeOf(owner), parentSub }
    } else {
      const neighbour = current.origin ?? current.rightOrigin
      if (!neighbour) throw refused('content without a place')
      const found = lookUp(neighbour, find)
      if (found instanceof Y.GC) spot = { place: { kind: 'gone' }, list: null, parentSub: null }
      else current = found
    }
  }
  for (const passed of chain) spots.set(passed, spot)
  return spot
}

/** The inside of a type that an item carries. */
function insideOf(owner: Struct, find: Find, spots: Spots): Place {
  if (owner instanceof Y.GC || owner.content instanceof Y.ContentDeleted) return { kind: 'gone' }
  if (!(owner.content instanceof Y.ContentType)) throw refused('content inside a text')
  const { place: outside, parentSub } = spotOf(owner, find, spots)
  const depth = 'depth' in outside ? outside.depth + 1 : 1
  const { type } = owner.content
  if (type instanceof Y.XmlElement) return { kind: 'element', nodeName: type.nodeName, depth }
  if (type instanceof Y.XmlText) return { kind: 'text', depth }
  const path =
    outside.kind === 'map'
      ? [...outside.path, parentSub ?? '']
      : outside.kind === 'array'
        ? [...outside.path, '*']
        : []
  if (outside.kind === 'gone') return outside
  if (path.length === 0) throw refused('that type of content')
  if (type instanceof Y.Map) return { kind: 'map', path, depth }
  if (type instanceof Y.Array) return { kind: 'array', path, depth }
  if (type instanceof Y.Text) return { kind: 'text', depth }
  throw refused('that type of content')
}

function typePlace(type: Y.AbstractType<unknown>, find: Find, spots: Spots): Place {
  if (type._item) return insideOf(type._item, find, spots)
  for (const [name, root] of type.doc?.share ?? []) if (root === type) return rootPlace(name)
  throw refused('content without a place')
}

function rootPlace(name: string): Place {
  if (chapterRoot.test(name)) return { kind: 'fragment' }
  if (mapRoots.has(name)) return { kind: 'map', path: [name], depth: 0 }
  throw refused(`a part «${name.slice(0, 40)}»`)
}

function typeOf(owner: Struct): List {
  return owner instanceof Y.Item && owner.content instanceof Y.ContentType
    ? owner.content.type
    : null
}

function lookUp(id: Y.ID, find: Find): Struct {
  const found = find(id)
  if (!found)
    throw new SyncRefusal(closeCode.syncAgain, 'This update builds on one that has not arrived')
  return found
}

function commentsOnly(): SyncRefusal {
  return new SyncRefusal(closeCode.forbidden, 'You can comment on this guide but not change it')
}

/** The refusal of what is more than a suggestion. */
export function suggestionsOnly(): SyncRefusal {
  return new SyncRefusal(
    closeCode.forbidden,
    'You can suggest changes to this guide’s text, and comment on it',
  )
}

function refused(what: string): SyncRefusal {
  return new SyncRefusal(closeCode.doesNotFit, `A guide cannot have ${what}`.slice(0, 120))
}
