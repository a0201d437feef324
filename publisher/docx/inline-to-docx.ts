import {
  Bookmark,
  CheckBox,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunPropertiesOptions,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  TextRun,
} from 'docx'
import type { Element, ElementContent } from 'hast'
import { has, noteText, textOf } from '../print/adapt-for-print.ts'
import type { DocxState } from './state.ts'
import { isRightToLeft, wordLanguage } from './word-language.ts'

/** Inline hast as the children of a paragraph. */
export function inlineToDocx(
  nodes: readonly ElementContent[],
  state: DocxState,
  format: IRunPropertiesOptions = state.base,
): ParagraphChild[] {
  return nodes.flatMap((node): ParagraphChild[] => {
    if (node.type === 'text') return node.value ? [textRun(node.value, format)] : []
    if (node.type !== 'element') return []
    const made = elementToDocx(node, state, format)
    const id = String(node.properties.id ?? '')
    return id && !has(node, 'note-reference')
      ? [new Bookmark({ id: state.names.of(id), children: made })]
      : made
  })
}

function elementToDocx(
  node: Element,
  state: DocxState,
  format: IRunPropertiesOptions,
): ParagraphChild[] {
  const inside = (more: IRunPropertiesOptions = {}): ParagraphChild[] =>
    inlineToDocx(node.children, state, { ...format, ...more })
  if (has(node, 'note-mark')) return [noteReference(node, state)]
  if (has(node, 'task-box'))
    return [
      new CheckBox({
        checked: has(node, 'done'),
        alias: String(node.properties.ariaLabel ?? ''),
        checkedState: { value: '2611', font: 'Segoe UI Symbol' },
        uncheckedState: { value: '2610', font: 'Segoe UI Symbol' },
      }),
      textRun(' ', format),
    ]
  switch (node.tagName) {
    case 'strong':
      return inside({ bold: true })
    case 'em':
      return inside({ italics: true })
    case 'sup':
      return inside({ superScript: true })
    case 'sub':
      return inside({ subScript: true })
    case 'code':
      return inside({ style: 'CodeCharacter' })
    case 'br':
      return [new TextRun({ ...format, break: 1 })]
    case 'a':
      return link(node, state, format)
    default: {
      const { lang } = node.properties
      if (has(node, 'caption-label')) return inside({ style: 'Label' })
      if (has(node, 'credit')) return inside({ style: 'Credit' })
      return typeof lang === 'string' && lang ? inside(inLanguage(lang)) : inside()
    }
  }
}

/** What marks runs of another language than the document's. */
export const inLanguage = (lang: string): IRunPropertiesOptions => ({
  language: wordLanguage(lang),
  ...(isRightToLeft(lang) ? { rightToLeft: true } : {}),
})

function link(node: Element, state: DocxState, format: IRunPropertiesOptions): ParagraphChild[] {
  const href = String(node.properties.href ?? '')
  if (!href.startsWith('#'))
    return [
      new ExternalHyperlink({
        link: href,
        children: inlineToDocx(node.children, state, { ...format, style: 'Hyperlink' }),
      }),
    ]
  const anchor = state.names.of(href.slice(1))
  // A field: Word writes the target's number or title anew when a city has changed it.
  if (has(node, 'cross-reference')) return [new SimpleField(`REF ${anchor} \\h`, textOf(node))]
  return [new InternalHyperlink({ anchor, children: inlineToDocx(node.children, state, format) })]
}

function noteReference(mark: Element, state: DocxState): ParagraphChild {
  const reference = mark.children[0]
  const href = reference?.type === 'element' ? String(reference.properties.href ?? '') : ''
  const note = state.notes.get(href.slice(1))
  if (!note) throw new Error(`A reference to a note that is not there: ${JSON.stringify(href)}`)
  return new FootnoteReferenceRun({
    children: [
      new Paragraph({ style: 'FootnoteText', children: inlineToDocx(noteText(note), state) }),
    ],
  })
}

const textRun = (text: string, format: IRunPropertiesOptions): TextRun =>
  new TextRun({ ...format, text })
