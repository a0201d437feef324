import { Fragment, Node, Slice } from 'prosemirror-model'
import { type Finding, finding, quoteOf } from '../../finding.ts'
import type { NodeJson } from '../../guide.ts'
import { draftSchema } from '../../suggestions/draft-schema.ts'
import { settle, settleFragment } from '../../suggestions/settle.ts'
import { suggest } from '../../suggestions/suggest.ts'
import { alignNodes, isCell, wordsIn } from './align-nodes.ts'
import type { Edit, ReturnLoss, Track } from './edit.ts'
import { wordEdits } from './words.ts'

// Word has no citations, references, ids or city examples: a chapter that comes back is compared with
// what Word was given, and only what differs there is changed in the draft that it was made from.

/** One change that came back. */
export interface ReturnedChange {
  /** Of the suggestion. */
  id: string
  /** What it adds; empty where it only takes away or sets in another way. */
  words: string
}

export interface SuggestedReturn {
  /** The draft with every change as a suggestion of its own. */
  draft: Node
  changes: ReturnedChange[]
  /** What was not carried over. */
  findings: Finding[]
}

/**
 * Suggests in a draft what somebody changed in Word.
 *
 * @param draft the chapter as it was when it was sent, of the draft schema.
 * @param sent what our own reader makes of the Word file that was sent: a `doc` node.
 * @param back what it makes of the file that came back; tracked changes count as made.
 * @param newId gives the id of each suggestion.
 */
export function suggestReturned(
  draft: Node,
  sent: NodeJson,
  back: NodeJson,
  newId: () => string,
): SuggestedReturn {
  const findings: Finding[] = []
  const found: { edits: readonly Edit[]; words: string }[] = []
  const lost = (loss: ReturnLoss, quote: string): void => {
    findings.push(returnFinding(loss, quote))
  }
  compareChildren(draft, 0, accepted(sent), accepted(back), {
    change: (edits, words) => {
      if (edits.length > 0) found.push({ edits, words })
    },
    lost,
  })
  // From the end: what goes before keeps its place.
  found.sort((a, b) => lastOf(b.edits) - lastOf(a.edits))
  const changes: ReturnedChange[] = []
  let doc = draft
  for (const { edits, words } of found) {
    const id = newId()
    const next = suggested(doc, edits, id)
    if (!next) {
      lost('word-return-passage', words)
      continue
    }
    if (next.eq(doc)) continue
    doc = next
    changes.unshift({ id, words })
  }
  return { draft: doc, changes, findings }
}

/** One change as a suggestion; null where the text has no place for it. */
function suggested(doc: Node, edits: readonly Edit[], id: string): Node | null {
  try {
    let after = doc
    for (const { from, to, content } of [...edits].sort((a, b) => b.from - a.from || b.to - a.to))
      after = after.replace(from, to, new Slice(content, 0, 0))
    if (after.content.size === 0) return null
    after.check()
    const { doc: made } = suggest(doc, after, { id, isMine: (other) => other === id })
    made.check()
    return made
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'ReplaceError'))
      return null
    throw error
  }
}

const lastOf = (edits: readonly Edit[]): number => Math.max(...edits.map(({ to }) => to))

const accepted = (content: NodeJson): Node =>
  withJoinedLists(settle(Node.fromJSON(draftSchema, content), () => 'accept'))

/** Lists side by side are one: LibreOffice numbers the first item of one apart. */
function withJoinedLists(node: Node): Node {
  if (node.isLeaf || node.inlineContent) return node
  const children: Node[] = []
  node.forEach((child) => {
    const whole = withJoinedLists(child)
    const last = children.at(-1)
    if (last && last.type === whole.type && /List$/.test(whole.type.name))
      children.splice(-1, 1, last.copy(last.content.append(whole.content)))
    else children.push(whole)
  })
  return node.copy(Fragment.fromArray(children))
}

/** What stands in a draft's node without what others suggest; null where one of them brought it. */
const standing = (node: Node): Node | null =>
  settleFragment(Fragment.from(node), () => 'reject').firstChild

/** @param from where the draft's children begin. */
function compareChildren(draft: Node, from: number, sent: Node, back: Node, track: Track): void {
  const own: { node: Node; shown: Node; at: number }[] = []
  draft.forEach((node, offset) => {
    const shown = standing(node)
    if (shown) own.push({ node, shown, at: from + offset })
  })
  const places = alignNodes(
    own.map(({ shown }) => shown),
    sent.children,
  )
  const ownOf = (index: number) => {
    const pair = places.find(({ b }) => b === index)
    return pair?.a === null || pair === undefined ? undefined : own[pair.a]
  }
  // What comes anew goes behind what stood before it in Word.
  let end = from
  let fresh: Node[] = []
  const flush = (): void => {
    if (fresh.length === 0) return
    track.change(
      [{ from: end, to: end, content: Fragment.fromArray(fresh) }],
      fresh.map(wordsIn).join(' '),
    )
    fresh = []
  }
  for (const { a, b } of alignNodes(sent.children, back.children)) {
    const young = b === null ? undefined : back.child(b)
    if (a === null) {
      // Word and LibreOffice put empty lines between what cannot stand side by side.
      if (young && saysSomething(young)) fresh.push(young)
      continue
    }
    flush()
    const mine = ownOf(a)
    const old = sent.child(a)
    if (mine) end = mine.at + mine.node.nodeSize
    if (young?.eq(old)) continue
    if (!mine) {
      if (saysSomething(young ?? old)) track.lost('word-return-passage', wordsIn(young ?? old))
    } else if (young) compareNodes(mine.node, mine.at, old, young, track)
    else if (saysSomething(old))
      track.change([{ from: mine.at, to: end, content: Fragment.empty }], '')
  }
  flush()
}

const saysSomething = (node: Node): boolean =>
  node.textContent.trim() !== '' || node.isAtom || !node.isTextblock

function compareNodes(draft: Node, at: number, sent: Node, back: Node, track: Track): void {
  const alike =
    draft.type === sent.type ||
    (draft.inlineContent && sent.inlineContent) ||
    (isCell(draft) && isCell(sent))
  if (!alike) {
    track.lost('word-return-passage', wordsIn(back))
    return
  }
  if (back.type !== sent.type && !(isCell(back) && isCell(sent))) {
    // It became something else, a heading say: the old goes and the new comes.
    track.change(
      [{ from: at, to: at + draft.nodeSize, content: Fragment.from(back) }],
      wordsIn(back),
    )
    return
  }
  const attrs = draft.type === sent.type ? attributesAfter(draft, sent, back) : null
  if (attrs) {
    const content = Fragment.from(draft.type.create(attrs, draft.content, draft.marks))
    track.change([{ from: at, to: at + draft.nodeSize, content }], '')
  }
  if (draft.inlineContent) wordEdits(draft, at + 1, sent, back, track)
  else if (back.type !== sent.type)
    compareChildren(draft, at + 1, withoutStrong(sent), withoutStrong(back), track)
  else if (!draft.isLeaf) compareChildren(draft, at + 1, sent, back, track)
}

/** The words of a head are bold where it counts as none. */
function withoutStrong(node: Node): Node {
  if (node.isText) return node.mark(node.marks.filter(({ type }) => type.name !== 'strong'))
  const children: Node[] = []
  node.forEach((child) => {
    children.push(withoutStrong(child))
  })
  return node.copy(Fragment.fromArray(children))
}

/** Ids are ours, and the widths of columns Word's. */
const passedOver = new Set(['id', 'colwidth'])

/** The attributes of a draft's node with what was changed in Word; null where nothing was. */
function attributesAfter(draft: Node, sent: Node, back: Node): Record<string, unknown> | null {
  const attrs: Record<string, unknown> = { ...draft.attrs }
  let changed = false
  for (const [name, value] of Object.entries(back.attrs)) {
    if (passedOver.has(name) || JSON.stringify(value) === JSON.stringify(sent.attrs[name])) continue
    attrs[name] = value
    changed = true
  }
  return changed ? attrs : null
}

const losses: Record<ReturnLoss, [message: string, mend: string]> = {
  'word-return-reference': [
    'Words of a citation or a reference were changed in Word; those are made anew for every edition',
    'Change the citation or the reference itself, here.',
  ],
  'word-return-passage': [
    'A passage came back changed that has no place of its own in the chapter',
    'Compare it with the file, and make the change by hand.',
  ],
  'word-return-title': [
    'The chapter’s title was changed in Word; titles have no suggestions',
    'Rename the chapter above its text if you agree.',
  ],
  'word-return-around': [
    'Words outside of the chapter’s text were changed in Word',
    'Title page, glossary and bibliography are made from the guide: change them there.',
  ],
  'word-return-overtaken': [
    'Words were put in where others have deleted the text since',
    'Put them where they belong now, if they are still needed.',
  ],
}

/** What was not carried over of a document that came back. */
export function returnFinding(loss: ReturnLoss, quote: string): Finding {
  const [message, mend] = losses[loss]
  return finding({ ruleId: loss, severity: 'warning', message, mend, quote: quoteOf(quote) })
}
