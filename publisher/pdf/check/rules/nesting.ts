import { type CheckedPdf, placeOf } from '../checked-pdf.ts'
import { childElements, type StructureElement } from '../structure-tree.ts'
import type { Report } from '../violation.ts'

interface Syntax {
  ruleId: string
  /** What the element may be in; any element where it is missing. */
  within?: readonly string[]
  /** What it may hold; any element where it is missing. */
  holds?: readonly string[]
  /** Whether it may hold content that is not in an element of its own. */
  holdsContent: boolean
}

/** Tables 333, 336, 337 and 338 of ISO 32000-1, as PDF/UA-1 (7.2) requires them. */
const syntaxes: Readonly<Record<string, Syntax>> = {
  Table: {
    ruleId: 'matterhorn-09-004',
    holds: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
    holdsContent: false,
  },
  THead: { ruleId: 'matterhorn-09-004', within: ['Table'], holds: ['TR'], holdsContent: false },
  TBody: { ruleId: 'matterhorn-09-004', within: ['Table'], holds: ['TR'], holdsContent: false },
  TFoot: { ruleId: 'matterhorn-09-004', within: ['Table'], holds: ['TR'], holdsContent: false },
  TR: {
    ruleId: 'matterhorn-09-004',
    within: ['Table', 'THead', 'TBody', 'TFoot'],
    holds: ['TH', 'TD'],
    holdsContent: false,
  },
  TH: { ruleId: 'matterhorn-09-004', within: ['TR'], holdsContent: true },
  TD: { ruleId: 'matterhorn-09-004', within: ['TR'], holdsContent: true },
  L: { ruleId: 'matterhorn-09-005', holds: ['LI', 'L', 'Caption'], holdsContent: false },
  LI: { ruleId: 'matterhorn-09-005', within: ['L'], holds: ['Lbl', 'LBody'], holdsContent: false },
  LBody: { ruleId: 'matterhorn-09-005', within: ['LI'], holdsContent: true },
  TOC: { ruleId: 'matterhorn-09-006', holds: ['TOC', 'TOCI', 'Caption'], holdsContent: false },
  TOCI: {
    ruleId: 'matterhorn-09-006',
    within: ['TOC'],
    holds: ['Lbl', 'Reference', 'NonStruct', 'P', 'TOC'],
    holdsContent: false,
  },
  Ruby: { ruleId: 'matterhorn-09-007', holds: ['RB', 'RT', 'RP'], holdsContent: false },
  RB: { ruleId: 'matterhorn-09-007', within: ['Ruby'], holdsContent: true },
  RT: { ruleId: 'matterhorn-09-007', within: ['Ruby'], holdsContent: true },
  RP: { ruleId: 'matterhorn-09-007', within: ['Ruby'], holdsContent: true },
  Warichu: { ruleId: 'matterhorn-09-008', holds: ['WT', 'WP'], holdsContent: false },
  WT: { ruleId: 'matterhorn-09-008', within: ['Warichu'], holdsContent: true },
  WP: { ruleId: 'matterhorn-09-008', within: ['Warichu'], holdsContent: true },
}

/** At most one of each in an element. */
const single = ['THead', 'TFoot', 'Caption']

/** Checkpoint 09, and where captions stand: tables, lists, contents, ruby and warichu by their syntax. */
export function nesting(pdf: CheckedPdf, report: Report): void {
  const { tree } = pdf
  if (!tree) return
  for (const element of tree.elements) {
    const syntax = syntaxes[element.type]
    if (element.type === 'Caption') caption(pdf, element, report)
    if (!syntax) continue
    const { ruleId, within, holds, holdsContent } = syntax
    const wrong = (message: string, mend: string) =>
      report(ruleId, message, mend, placeOf(element, tree))
    const around = element.parent?.type ?? 'the root'
    if (within && !within.includes(around))
      wrong(
        `${element.type} is in ${around}.`,
        `Put it into ${within.join(' or ')}, or give it another type.`,
      )
    const kids = childElements(element)
    if (holds)
      for (const kid of kids)
        if (!holds.includes(kid.type))
          wrong(
            `${element.type} holds ${kid.type || 'an element without a type'}.`,
            `It may hold ${holds.join(', ')}.`,
          )
    if (!holdsContent && element.kids.some(({ kind }) => kind !== 'element'))
      wrong(
        `${element.type} holds content that is in no element of its own.`,
        `Put it into ${holds?.join(' or ')}.`,
      )
    for (const type of single)
      if (kids.filter((kid) => kid.type === type).length > 1)
        wrong(`${element.type} holds more than one ${type}.`, `Leave one ${type}.`)
    if (element.type === 'Table' && !hasRows(element))
      wrong('The table has no rows.', 'Remove it, or tag its rows.')
    if (element.type === 'L' && kids.every(({ type }) => type === 'Caption'))
      wrong('The list has no items.', 'Remove it, or tag its items.')
  }
}

const hasRows = (table: StructureElement): boolean =>
  childElements(table).some((kid) => kid.type === 'TR' || childElements(kid).length > 0)

/** ISO 32000-1, table 333: a caption belongs to a figure, a table, a list or contents, at an end of it. */
function caption({ tree }: CheckedPdf, element: StructureElement, report: Report): void {
  const { parent } = element
  if (!tree || !parent) return
  const around = childElements(parent)
  const isAtEnd = around[0] === element || around.at(-1) === element
  const wrong = (message: string, mend: string) =>
    report('charrette-caption-place', message, mend, placeOf(element, tree))
  if (['Table', 'L', 'TOC'].includes(parent.type)) {
    if (!isAtEnd) wrong(`The caption is amid its ${parent.type}.`, 'Put it first or last.')
  } else if (!holdsCaptioned(parent))
    wrong(
      `The caption is in ${parent.type} with nothing that it could belong to.`,
      'Put it beside a figure or formula, or into its table.',
    )
}

const holdsCaptioned = (element: StructureElement): boolean =>
  ['Figure', 'Formula'].includes(element.type) ||
  childElements(element).some(
    (kid) => ['Figure', 'Formula', 'Table', 'L', 'Code'].includes(kid.type) || isWrapper(kid),
  )

const isWrapper = (element: StructureElement): boolean =>
  ['Div', 'NonStruct', 'Span', 'P'].includes(element.type) && holdsCaptioned(element)
