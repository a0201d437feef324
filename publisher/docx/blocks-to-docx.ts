import {
  Bookmark,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  type Table,
  TextRun,
} from 'docx'
import type { Element, ElementContent } from 'hast'
import { has, isElement, textOf } from '../print/adapt-for-print.ts'
import { inlineToDocx } from './inline-to-docx.ts'
import { imageOptions } from './pictures.ts'
import { type BlockPlace, type DocxState, inText } from './state.ts'
import { boxIndent } from './styles.ts'
import { tableToDocx } from './table-to-docx.ts'

type Block = Paragraph | Table

/** Twentieths of a point that a list's level is indented by. */
const listIndent = 360

/** The shared hast of a text as paragraphs and tables, each with a style of its own kind. */
export function blocksToDocx(
  nodes: readonly ElementContent[],
  state: DocxState,
  place: BlockPlace = inText,
): Block[] {
  return nodes.filter(isElement).flatMap((node) => blockToDocx(node, state, place))
}

function blockToDocx(node: Element, state: DocxState, place: BlockPlace): Block[] {
  for (const [name, convert] of objects) if (has(node, name)) return convert(node, state)
  switch (node.tagName) {
    case 'p':
      return [paragraph(node, state, { style: place.text, ...continued(place) })]
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [heading(node, state)]
    case 'ul':
    case 'ol':
      return list(node, state, place)
    case 'blockquote':
      return blocksToDocx(node.children, state, { ...place, text: 'Quote' })
    case 'pre':
      return [new Paragraph({ style: 'Code', children: code(textOf(node)) })]
    case 'hr':
      return [new Paragraph({ thematicBreak: true })]
    case 'dl':
      return definitions(node, state)
    case 'figure':
      return figure(node, state)
    default:
      return has(node, 'page-break')
        ? [new Paragraph({ children: [new PageBreak()] })]
        : blocksToDocx(node.children, state, place)
  }
}

/** What the guide's own objects become, by their class. */
const objects: [string, (node: Element, state: DocxState) => Block[]][] = [
  ['table', table],
  ['callout', callout],
  ['city-example', cityExample],
  ['key-takeaways', keyTakeaways],
  ['pull-quote', pullQuote],
  ['bibliography', bibliography],
]

const paragraph = (node: Element, state: DocxState, options: IParagraphOptions): Paragraph =>
  new Paragraph({
    ...options,
    children: anchored(node, inlineToDocx(node.children, state), state),
  })

/** Puts the bookmark of an element's id around what it holds. */
function anchored(node: Element, children: ParagraphChild[], state: DocxState): ParagraphChild[] {
  const id = String(node.properties.id ?? '')
  return id ? [new Bookmark({ id: state.names.of(id), children })] : children
}

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const

const levelOf = ({ tagName }: Element): number => Number(tagName.slice(1))

export function heading(node: Element, state: DocxState): Paragraph {
  const level = headings[levelOf(node) - 1]
  return paragraph(node, state, level ? { heading: level } : {})
}

/** A heading of an object: its own style, with its level in the document's outline. */
const partHeading = (node: Element, state: DocxState, style: string): Paragraph =>
  paragraph(node, state, { style, outlineLevel: levelOf(node) - 1 })

/** Paragraphs of an item after its first stand below it without a mark. */
const continued = ({ level, indent }: BlockPlace): IParagraphOptions =>
  level < 0 ? {} : { indent: { left: indent + (level + 1) * listIndent } }

function list(node: Element, state: DocxState, place: BlockPlace): Block[] {
  const level = Math.min(place.level + 1, 8)
  const inside = { ...place, level, text: place.list }
  const isTasks = has(node, 'task-list')
  const start = Number(node.properties.start ?? 1)
  if (node.tagName === 'ol') state.lists.starts.add(start)
  const instance = ++state.lists.count
  const numbering = {
    reference: node.tagName === 'ol' ? `numbers-${start}` : 'bullets',
    level,
    instance,
  }
  const indent = { left: inside.indent + (level + 1) * listIndent, hanging: listIndent }
  return node.children.filter(isElement).flatMap((item) => {
    const [box, text] = item.children.filter(isElement)
    const blocks = (isTasks ? text?.children : item.children)?.filter(isElement) ?? []
    const [first, ...others] = blocks
    const opens = first?.tagName === 'p'
    const lead = [
      ...(isTasks && box ? inlineToDocx([box], state) : []),
      ...(opens ? inlineToDocx(first.children, state) : []),
    ]
    return [
      new Paragraph({
        style: place.list,
        indent,
        ...(isTasks ? {} : { numbering }),
        children: lead,
      }),
      ...blocksToDocx(opens ? others : blocks, state, inside),
    ]
  })
}

function code(text: string): ParagraphChild[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }))
}

function figure(node: Element, state: DocxState): Block[] {
  const [image, caption] = node.children.filter(isElement)
  const labelled = caption ? captionChildren(caption, node, 'Figure', state) : null
  const src = String(image?.properties.src ?? '')
  const picture = state.pictures.get(src.slice(src.lastIndexOf('/') + 1))
  const shown: ParagraphChild[] =
    picture && image?.tagName === 'img'
      ? [new ImageRun(imageOptions(picture, String(image.properties.alt ?? ''), src))]
      : image
        ? inlineToDocx(image.children, state)
        : []
  return [
    new Paragraph({
      style: 'FigurePicture',
      keepNext: labelled !== null,
      children: labelled ? shown : anchored(node, shown, state),
    }),
    ...(labelled ? [new Paragraph({ style: 'Caption', children: labelled })] : []),
  ]
}

function table(node: Element, state: DocxState): Block[] {
  const inner = node.children.filter(isElement).find(({ tagName }) => tagName === 'table')
  if (!inner) throw new Error('A table figure without a table')
  const caption = inner.children.filter(isElement).find(({ tagName }) => tagName === 'caption')
  return [
    ...(caption
      ? [
          new Paragraph({
            style: 'Caption',
            keepNext: true,
            children: captionChildren(caption, node, 'Table', state),
          }),
        ]
      : []),
    tableToDocx(inner, state, blocksToDocx),
    // Word joins tables that touch, and wants a paragraph after the last.
    new Paragraph({ style: 'TableEnd', children: caption ? [] : anchored(node, [], state) }),
  ]
}

/**
 * "Figure 2. Where the lines end": the number is a field, so that it counts on when a city adds a
 * figure; label and number are the bookmark that references take their text from.
 */
function captionChildren(
  caption: Element,
  owner: Element,
  sequence: 'Figure' | 'Table',
  state: DocxState,
): ParagraphChild[] {
  const [label, ...rest] = caption.children
  if (!label || !isElement(label) || !has(label, 'caption-label'))
    return anchored(owner, inlineToDocx(caption.children, state), state)
  const [, word = '', number = '', point = ''] = /^(.*?)(\d+)(\.?)$/.exec(textOf(label)) ?? []
  const style = 'Label'
  return [
    ...anchored(
      owner,
      [new TextRun({ text: word, style }), new SimpleField(`SEQ ${sequence} \\* ARABIC`, number)],
      state,
    ),
    ...(point ? [new TextRun({ text: point, style })] : []),
    ...inlineToDocx(rest, state),
  ]
}

const inBox = (id: string): BlockPlace => ({
  text: `${id}Text`,
  list: `${id}List`,
  level: -1,
  indent: boxIndent,
})

function callout(node: Element, state: DocxState): Block[] {
  const id = has(node, 'warning') ? 'Warning' : has(node, 'tip') ? 'Tip' : 'Note'
  const [title, ...content] = node.children.filter(isElement)
  return [
    ...(title ? [paragraph(title, state, { style: `${id}Title` })] : []),
    ...blocksToDocx(content, state, inBox(id)),
  ]
}

function cityExample(node: Element, state: DocxState): Block[] {
  const [head, ...parts] = node.children.filter(isElement)
  const opening = (head?.children ?? []).filter(isElement).flatMap((child): Block[] => {
    if (has(child, 'example-kind')) return [paragraph(child, state, { style: 'CityExampleKind' })]
    if (child.tagName === 'dl') return facts(child, state)
    const id = String(node.properties.id ?? '')
    const children = anchored(child, inlineToDocx(child.children, state), state)
    return [
      new Paragraph({
        style: 'CityExampleTitle',
        outlineLevel: levelOf(child) - 1,
        children: id ? [new Bookmark({ id: state.names.of(id), children })] : children,
      }),
    ]
  })
  return [
    ...opening,
    ...parts.flatMap((part) =>
      part.children
        .filter(isElement)
        .flatMap((child) =>
          has(child, 'example-part')
            ? [partHeading(child, state, 'CityExamplePart')]
            : blockToDocx(child, state, inBox('CityExample')),
        ),
    ),
  ]
}

function facts(list: Element, state: DocxState): Block[] {
  return list.children.filter(isElement).map((fact) => {
    const [name, value] = fact.children.filter(isElement)
    return new Paragraph({
      style: 'CityExampleFact',
      children: [
        ...inlineToDocx(name?.children ?? [], state, { ...state.base, style: 'Label' }),
        new TextRun(' '),
        ...inlineToDocx(value?.children ?? [], state),
      ],
    })
  })
}

function keyTakeaways(node: Element, state: DocxState): Block[] {
  return node.children
    .filter(isElement)
    .flatMap((child) =>
      has(child, 'takeaways-title')
        ? [partHeading(child, state, 'KeyTakeawaysTitle')]
        : blockToDocx(child, state, inBox('KeyTakeaways')),
    )
}

function pullQuote(node: Element, state: DocxState): Block[] {
  return node.children
    .filter(isElement)
    .flatMap((child) =>
      has(child, 'attribution')
        ? [paragraph(child, state, { style: 'PullQuoteSource' })]
        : blocksToDocx(child.children, state, { ...inText, text: 'PullQuote' }),
    )
}

/** A definition where it is given, or the entries of the glossary. */
function definitions(node: Element, state: DocxState): Block[] {
  const entries = has(node, 'glossary') ? node.children.filter(isElement) : [node]
  return entries.flatMap((entry) => {
    const [term, text] = entry.children.filter(isElement)
    const children = inlineToDocx(term?.children ?? [], state)
    return [
      new Paragraph({ style: 'DefinitionTerm', children: anchored(entry, children, state) }),
      ...withMentions(text, state, { ...inText, text: 'DefinitionText' }),
    ]
  })
}

function bibliography(node: Element, state: DocxState): Block[] {
  return node.children.filter(isElement).flatMap((entry) => {
    const [text, ...others] = entry.children.filter(isElement)
    const children = inlineToDocx(text?.children ?? [], state)
    return [
      new Paragraph({ style: 'Bibliography', children: anchored(entry, children, state) }),
      ...withMentions({ ...entry, children: others }, state, inText),
    ]
  })
}

function withMentions(node: Element | undefined, state: DocxState, place: BlockPlace): Block[] {
  return (node?.children ?? [])
    .filter(isElement)
    .flatMap((child) =>
      has(child, 'mentions')
        ? [paragraph(child, state, { style: 'Mentions' })]
        : blockToDocx(child, state, place),
    )
}
