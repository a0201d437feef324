import type { Handle, State } from 'mdast-util-to-markdown'
import type { Directive, MdastNode } from './syntax-tree.ts'

// The serializer of `mdast-util-directive` writes attributes that cannot stand inside a label (with
// brackets) or a table cell (with bars), so guides have their own. Numbers and keys have
// no quotes: `:cite{key=fcc2024 locator="p. 3"}`.

/** Writes a directive: `:name[text]{attributes}`, `::name…`, or a fence around blocks. */
const handleDirective: Handle = (node: Directive, _parent, state, info) => {
  const tracker = state.createTracker(info)
  const exit = state.enter(node.type)
  const { label, content } = partsOf(node, state, tracker.current())
  const fence = ':'.repeat(fenceLength(node, content))
  let value = tracker.move(fence + node.name)

  const attributes = attributesText(node.attributes ?? {})
  if (label && label.children.length > 0) {
    const exitLabel = state.enter('label')
    const exitKind = state.enter(`${node.type}Label`)
    const exitPhrasing = state.enter('phrasing')
    value += tracker.move('[')
    value += tracker.move(
      state.containerPhrasing(label, { ...tracker.current(), before: '[', after: ']' }),
    )
    value += tracker.move(']')
    exitPhrasing()
    exitKind()
    exitLabel()
  } else if (node.type === 'textDirective' && !attributes && !/^[ \n]/.test(info.after)) {
    // What follows must not be taken for more of the name, a label or attributes.
    value += tracker.move('[]')
  }
  if (attributes) value += tracker.move(attributes)
  else if (node.type === 'textDirective' && info.after.startsWith('{')) value += tracker.move('{}')

  if (node.type === 'containerDirective') value += `\n${content ? `${content}\n` : ''}${fence}`
  exit()
  return value
}

/** The handler, and with what it begins: a colon before a directive must not make it two. */
export const directiveToMarkdown: Handle & { peek: () => string } = Object.assign(handleDirective, {
  peek: () => ':',
})

function partsOf(
  node: Directive,
  state: State,
  place: ReturnType<ReturnType<State['createTracker']>['current']>,
): { label: Extract<MdastNode, { children: unknown }> | null; content: string } {
  if (node.type !== 'containerDirective') return { label: node, content: '' }
  const [first, ...rest] = node.children
  const label = first?.type === 'paragraph' && first.data?.directiveLabel ? first : null
  const children = label ? rest : node.children
  const now = { line: place.now.line + 1, column: 1 + place.lineShift }
  const content = state.containerFlow(
    { ...node, children },
    { now: { ...now, offset: 0 }, lineShift: place.lineShift },
  )
  return { label, content }
}

/** A fence is longer than every line of colons inside it, which would end it. */
function fenceLength(node: Directive, content: string): number {
  if (node.type === 'textDirective') return 1
  if (node.type === 'leafDirective') return 2
  const longest = [...content.matchAll(/^[ \t>]*(:+)/gm)].map(([, colons = '']) => colons.length)
  return Math.max(3, ...longest.map((length) => (length >= 3 ? length + 1 : 0)))
}

function attributesText(attributes: Record<string, string | null | undefined>): string {
  const words = Object.entries(attributes).map(([name, value]) => {
    if (name === 'id') return `#${value}`
    if (!value) return needsValue(name) ? `${name}=""` : name
    return /^[a-z0-9][a-z0-9_-]*$/.test(value) ? `${name}=${value}` : `${name}="${quoted(value)}"`
  })
  return words.length > 0 ? `{${words.join(' ')}}` : ''
}

const needsValue = (name: string): boolean => name === 'key' || name === 'to' || name === 'src'

/** Numeric character references for what would end the value, the label or the cell around it. */
function quoted(value: string): string {
  return value
    .replace(/&(?=#|[A-Za-z][A-Za-z0-9])/g, '&amp;')
    .replace(/["[\]|\\`\n\r\t]|^ +| +$/g, (characters) =>
      [...characters]
        .map((each) => `&#x${each.charCodeAt(0).toString(16).toUpperCase()};`)
        .join(''),
    )
}
