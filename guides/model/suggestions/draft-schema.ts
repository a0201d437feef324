import { type AttributeSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model'
import { z } from 'zod'
import { schema } from '../schema.ts'

// A draft may hold suggestions; a guide may not. So there are two schemas of the same nodes: this one
// for the living document, and the guide's (schema.ts) for what is frozen, exported and published,
// in which a suggestion cannot even be said.
//
// Words carry their suggestions as marks. Nodes carry them as attributes, because the binding to Yjs
// keeps marks of text only:
//
//   inserted   id of the suggestion that brought the node, or null
//   deleted    id of the suggestion to take it away, or null
//   was:<name> what attribute <name> was before suggestions changed it, or null: JSON of
//              [suggestion id, value before it], oldest first. One for each, so that two people who
//              change different attributes at once both leave a trace.
//
// A paragraph may also carry `guidance`: what a template asks for there, shown while nothing stands in
// it (guidance/guidance.ts). It is no suggestion, and no more of a guide than they are.
//
// An id names an entry of the Y.Doc's map `suggestions` (records.ts), which says whose it is.

const idPattern = /^[a-z0-9]{6,24}$/

function isSuggestionId(value: unknown): void {
  if (typeof value !== 'string' || !idPattern.test(value))
    throw new RangeError(`A suggestion's id is lower-case letters and digits, not ${String(value)}`)
}

function isSuggestionIdOrNull(value: unknown): void {
  if (value !== null) isSuggestionId(value)
}

function isAttributePast(value: unknown): void {
  if (value === null) return
  if (
    typeof value !== 'string' ||
    value.length > 10_000 ||
    !attributePast.safeParse(parsed(value)).success
  )
    throw new RangeError('What an attribute was is a list of suggestions and values, as JSON text')
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const id: AttributeSpec = { validate: isSuggestionId }

/** Of what a browser put into the text beside it, as it does while one types. */
function idOf(element: HTMLElement): { id: string } | false {
  const value = element.dataset.suggestion ?? ''
  return idPattern.test(value) ? { id: value } : false
}

/** Suggested words. Several suggestions can touch the same word, so no such mark excludes another. */
const insertion: MarkSpec = {
  attrs: { id },
  excludes: '',
  inclusive: false,
  parseDOM: [{ tag: 'ins[data-suggestion]', getAttrs: idOf }],
  toDOM: ({ attrs }) => ['ins', { 'data-suggestion': attrs.id }, 0],
}

const deletion: MarkSpec = {
  attrs: { id },
  excludes: '',
  inclusive: false,
  parseDOM: [{ tag: 'del[data-suggestion]', getAttrs: idOf }],
  toDOM: ({ attrs }) => ['del', { 'data-suggestion': attrs.id }, 0],
}

/** Words that stand in the suggested mark already, or out of it; says what to put back. */
const formatting: MarkSpec = {
  attrs: {
    id,
    change: { validate: isFormattingChange },
    mark: { validate: isGuideMark },
    /** JSON of the attributes that a removed mark had. */
    attrs: { default: '', validate: 'string' },
  },
  excludes: '',
  inclusive: false,
  toDOM: ({ attrs }) => ['span', { 'data-suggestion': attrs.id, class: 'suggested-formatting' }, 0],
}

function isFormattingChange(value: unknown): void {
  if (value !== 'added' && value !== 'removed')
    throw new RangeError(`A mark is added or removed, not ${String(value)}`)
}

function isGuideMark(value: unknown): void {
  if (typeof value !== 'string' || !Object.hasOwn(schema.marks, value))
    throw new RangeError(`A guide has no mark ${String(value)}`)
}

/** Characters of an instruction. */
export const MAX_GUIDANCE = 1000

function isGuidance(value: unknown): void {
  if (value !== null && (typeof value !== 'string' || value.length > MAX_GUIDANCE))
    throw new RangeError(`Guidance is at most ${MAX_GUIDANCE} characters of text`)
}

/** What an attribute was before each suggestion that changed it, oldest first. */
export const attributePast = z.array(z.tuple([z.string().regex(idPattern), z.unknown()]))
export type AttributePast = z.infer<typeof attributePast>

const WAS = 'was:'

/** The attribute that keeps what another was. */
export const pastOf = (name: string): string => `${WAS}${name}`

/** Whether an attribute of a node in a draft is of suggestions, and none of the guide's. */
export const isSuggestionAttribute = (name: string): boolean =>
  name === 'inserted' || name === 'deleted' || name.startsWith(WAS)

/** Whether an attribute is of drafts alone: of suggestions, or what a template asks for. */
export const isDraftAttribute = (name: string): boolean =>
  name === 'guidance' || isSuggestionAttribute(name)

export const suggestionMarks = ['insertion', 'deletion', 'formatting'] as const

/** The schema of a chapter's text as it is written: the guide's, with suggestions. */
export const draftSchema = new Schema({
  nodes: Object.fromEntries(
    Object.entries(schema.nodes).map(([name, { spec }]) => [name, draftNode(name, spec)]),
  ),
  marks: {
    insertion,
    deletion,
    formatting,
    ...Object.fromEntries(
      Object.entries(schema.marks).map(([name, { spec }]) => [
        name,
        // Code excludes every mark of the guide, and no suggestion.
        spec.excludes === '_' ? { ...spec, excludes: Object.keys(schema.marks).join(' ') } : spec,
      ]),
    ),
  },
})

function draftNode(name: string, spec: NodeSpec): NodeSpec {
  if (name === 'text' || name === schema.topNodeType.name) return spec
  return {
    ...spec,
    ...(spec.marks === '' ? { marks: 'insertion deletion' } : {}),
    attrs: {
      ...spec.attrs,
      ...(name === 'paragraph' ? { guidance: { default: null, validate: isGuidance } } : {}),
      inserted: { default: null, validate: isSuggestionIdOrNull },
      deleted: { default: null, validate: isSuggestionIdOrNull },
      ...Object.fromEntries(
        Object.keys(spec.attrs ?? {}).map((attribute) => [
          pastOf(attribute),
          { default: null, validate: isAttributePast },
        ]),
      ),
    },
  }
}
