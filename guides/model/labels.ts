import type { Guide, NodeJson } from './guide.ts'
import { placeName, typedText } from './plain-text.ts'
import { idOfNode, textAttribute, walk } from './walk.ts'

/** What a thing that can be referred to is called. */
export interface Label {
  kind: 'chapter' | 'heading' | 'figure' | 'table' | 'example' | 'definition'
  /** "3" for the third figure, table or chapter of the guide; null for what is not numbered. */
  number: string | null
  /** What a cross reference prints: "Figure 2", a section's title, "Chattanooga, TN", a term. */
  text: string
  /** The caption, title or term alone. */
  title: string
  chapterId: string
}

/** "Figure" and "Table" in the language of the guide; English where we have no words. */
export interface LabelWords {
  figure: string
  table: string
}

const wordsByLanguage: Record<string, LabelWords> = {
  de: { figure: 'Abbildung', table: 'Tabelle' },
  en: { figure: 'Figure', table: 'Table' },
  es: { figure: 'Figura', table: 'Tabla' },
  fr: { figure: 'Figure', table: 'Tableau' },
  pt: { figure: 'Figura', table: 'Tabela' },
}

export function labelWords(lang: string): LabelWords {
  const english: LabelWords = { figure: 'Figure', table: 'Table' }
  return wordsByLanguage[lang.split('-')[0] ?? ''] ?? english
}

/** A picture that says nothing and has no caption is not numbered: no one can refer to it. */
export function isNumbered(node: NodeJson): boolean {
  if (node.type === 'tableFigure') return true
  if (node.type !== 'figure') return false
  return node.attrs?.decorative !== true || typedText(node).trim() !== ''
}

/**
 * The labels of everything that a cross reference can point to, by id, in reading order. Figures
 * and tables are numbered through the guide. What has no id is counted but cannot be found here:
 * call `assignIds` first. Of two things with the same id the first counts (`id-duplicate`).
 */
export function labelsOf(guide: Guide): Map<string, Label> {
  const words = labelWords(guide.frontMatter.lang)
  const labels = new Map<string, Label>()
  const counts = { figure: 0, table: 0 }
  const add = (id: string | null, label: Label): void => {
    if (id && !labels.has(id)) labels.set(id, label)
  }
  for (const [index, chapter] of guide.chapters.entries()) {
    const chapterId = chapter.id
    add(chapterId, {
      kind: 'chapter',
      number: String(index + 1),
      text: chapter.title,
      title: chapter.title,
      chapterId,
    })
    for (const { node } of walk(chapter.content)) {
      const named = (kind: Label['kind'], title: string): void =>
        add(idOfNode(node), { kind, number: null, text: title, title, chapterId })
      const numbered = (kind: 'figure' | 'table', title: string): void => {
        const number = isNumbered(node) ? String(++counts[kind]) : null
        const text = number ? `${words[kind]} ${number}` : title
        add(idOfNode(node), { kind, number, text, title, chapterId })
      }
      if (node.type === 'heading') named('heading', typedText(node).trim())
      if (node.type === 'cityExample') named('example', placeName(node))
      if (node.type === 'definition') named('definition', textAttribute(node, 'term'))
      if (node.type === 'figure') numbered('figure', typedText(node).trim())
      if (node.type === 'tableFigure')
        numbered('table', typedText(node.content?.[0] ?? node).trim())
    }
  }
  return labels
}
