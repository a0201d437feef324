import { PdfArray, PdfDict, PdfNumber, type PdfRef, PdfStream } from '@libpdf/core'
import type { Operand } from './content-operators.ts'
import { type Drawing, drawingOfForm, drawingOfPage } from './drawings.ts'
import { MadeOfFile } from './made-of-file.ts'
import { type PdfFile, type PdfPage, refNumber, textOf } from './pdf-file.ts'

/** A marked-content sequence with an MCID. */
export interface DrawnSequence {
  page: number
  mcid: number
  /** Object number of the form it is in; null in the page's own content. */
  form: number | null
  /** Key in the parent tree of the content stream it is in. */
  structParents: number | null
  hasText: boolean
  hasActualText: boolean
  lang: string | undefined
}

/** A font as text uses it. */
export interface FontUse {
  font: PdfDict
  /** Its object number. */
  object: number | null
  /** The first page it is used on. */
  page: number
  isComposite: boolean
  /** Character codes, of two bytes for composite fonts, else of one; and where each is used first. */
  codes: Map<number, number>
  /** Whether any text of it is shown (ISO 32000-1, table 106: mode 3 shows nothing). */
  isRendered: boolean
}

export interface FormUse {
  page: number
  times: number
  /** Those in it: however often it is drawn, they are the same. */
  sequences: DrawnSequence[]
  isReference: boolean
}

/** What the pages draw, as far as tags, languages and fonts are concerned. */
export interface DrawnContent {
  sequences: DrawnSequence[]
  /** Pieces outside of tags and artifacts, by page. */
  unmarked: Map<number, string[]>
  /** Pages with artifacts within tagged content, and with tagged content within artifacts. */
  artifactsInTagged: Set<number>
  taggedInArtifacts: Set<number>
  /** Pages whose marked-content sequences do not end, or end too often. */
  unbalanced: Set<number>
  unreadable: Set<number>
  fonts: Map<PdfDict, FontUse>
  forms: Map<PdfStream, FormUse>
}

type Mark =
  | { kind: 'artifact' }
  | { kind: 'tagged'; sequence: DrawnSequence | null }
  | { kind: 'other' }

interface Surroundings {
  page: number
  form: number | null
  structParents: number | null
  marks: Mark[]
  /** Forms within which this one is drawn: a form may not draw itself. */
  within: readonly PdfStream[]
}

const nothingDrawn = (): DrawnContent => ({
  sequences: [],
  unmarked: new Map(),
  artifactsInTagged: new Set(),
  taggedInArtifacts: new Set(),
  unbalanced: new Set(),
  unreadable: new Set(),
  fonts: new Map(),
  forms: new Map(),
})

/** What pages of files that were read before draw. */
const drawnPages = new MadeOfFile<DrawnContent>()

/** Reads what every page and the appearance of every annotation draws. */
export function readDrawnContent(file: PdfFile): DrawnContent {
  const drawn = nothingDrawn()
  for (const page of file.pages)
    addDrawn(
      drawn,
      drawnPages.of(file, page.dict, String(page.number), () => drawnOn(file, page)),
    )
  return drawn
}

function drawnOn(file: PdfFile, page: PdfPage): DrawnContent {
  const drawn = nothingDrawn()
  const around: Surroundings = {
    page: page.number,
    form: null,
    structParents: file.number(page.dict, 'StructParents') ?? null,
    marks: [],
    within: [],
  }
  new Painter(file, drawn, around, resourcesOf(file, page.dict)).paint(drawingOfPage(file, page))
  for (const { form, mark } of appearancesOf(file, page))
    new Painter(file, drawn, { ...around, marks: [mark] }, undefined).form(form)
  return drawn
}

/** Adds what the next page draws to what those before it do. */
function addDrawn(drawn: DrawnContent, next: DrawnContent): void {
  for (const sequence of next.sequences) drawn.sequences.push(sequence)
  for (const [form, use] of next.forms) {
    const known = drawn.forms.get(form)
    if (known) known.times += use.times
    else {
      drawn.forms.set(form, { ...use })
      for (const sequence of use.sequences) drawn.sequences.push(sequence)
    }
  }
  for (const [page, pieces] of next.unmarked) drawn.unmarked.set(page, pieces)
  for (const kind of pageSets) for (const page of next[kind]) drawn[kind].add(page)
  for (const [font, use] of next.fonts) {
    const known = drawn.fonts.get(font)
    if (known) {
      known.isRendered ||= use.isRendered
      for (const [code, page] of use.codes) if (!known.codes.has(code)) known.codes.set(code, page)
    } else drawn.fonts.set(font, { ...use, codes: new Map(use.codes) })
  }
}

const pageSets = ['artifactsInTagged', 'taggedInArtifacts', 'unbalanced', 'unreadable'] as const

/** Resources may be inherited from the page tree (ISO 32000-1, 7.7.3.4). */
function resourcesOf(file: PdfFile, page: PdfDict): PdfDict | undefined {
  let node: PdfDict | undefined = page
  for (let depth = 0; node && depth < 64; depth++) {
    const resources = file.dict(node, 'Resources')
    if (resources) return resources
    node = file.dict(node, 'Parent')
  }
  return undefined
}

/** An annotation is tagged as a whole; a printer's mark is none of the content. */
function appearancesOf(file: PdfFile, page: PdfPage): { form: PdfStream; mark: Mark }[] {
  return file.array(page.dict, 'Annots').flatMap((annotation) => {
    if (!(annotation instanceof PdfDict)) return []
    const mark: Mark =
      file.name(annotation, 'Subtype') === 'PrinterMark'
        ? { kind: 'artifact' }
        : { kind: 'tagged', sequence: null }
    const normal = file.at(file.dict(annotation, 'AP'), 'N')
    if (normal instanceof PdfStream) return [{ form: normal, mark }]
    if (!(normal instanceof PdfDict)) return []
    return [...normal].flatMap(([, state]) => {
      const form = file.resolve(state)
      return form instanceof PdfStream ? [{ form, mark }] : []
    })
  })
}

interface TextState {
  font: FontUse | null
  isInvisible: boolean
}

class Painter {
  readonly #file: PdfFile
  readonly #drawn: DrawnContent
  readonly #around: Surroundings
  readonly #resources: PdfDict | undefined
  readonly #marks: Mark[]
  readonly #fonts = new Map<string, FontUse | null>()
  #text: TextState = { font: null, isInvisible: false }

  constructor(
    file: PdfFile,
    drawn: DrawnContent,
    around: Surroundings,
    resources: PdfDict | undefined,
  ) {
    this.#file = file
    this.#drawn = drawn
    this.#around = around
    this.#resources = resources
    this.#marks = [...around.marks]
  }

  paint({ operations, isReadable }: Drawing): void {
    if (!isReadable) this.#drawn.unreadable.add(this.#around.page)
    const saved: TextState[] = []
    for (const { operator, operands } of operations)
      switch (operator) {
        case 'Tj':
          this.#show(operands)
          break
        case 'f':
        case 'F':
        case 'f*':
        case 'B':
        case 'B*':
        case 'b':
        case 'b*':
        case 'S':
        case 's':
        case 'sh':
          this.#piece('a drawing')
          break
        case 'BI':
          this.#piece('a picture')
          break
        case 'BDC':
        case 'BMC':
          this.#begin(operands)
          break
        case 'EMC':
          this.#end()
          break
        case 'Tf':
          this.#text = { ...this.#text, font: this.#font(operands[0]) }
          break
        case 'Tr':
          this.#text = { ...this.#text, isInvisible: numberOf(operands[0]) === 3 }
          break
        case 'q':
          saved.push(this.#text)
          break
        case 'Q':
          this.#text = saved.pop() ?? this.#text
          break
        case 'Do':
          this.#external(operands[0])
          break
        case 'gs':
          this.#graphicsState(operands[0])
          break
      }
    if (this.#marks.length > this.#around.marks.length)
      this.#drawn.unbalanced.add(this.#around.page)
  }

  #begin([tag, properties]: readonly Operand[]): void {
    const { page, form, structParents } = this.#around
    const isTagged = this.#marks.some(({ kind }) => kind === 'tagged')
    const isArtifact = this.#marks.some(({ kind }) => kind === 'artifact')
    if (tag?.kind === 'name' && tag.value === 'Artifact') {
      if (isTagged) this.#drawn.artifactsInTagged.add(page)
      this.#marks.push({ kind: 'artifact' })
      return
    }
    const { mcid, lang, hasActualText } = this.#properties(properties)
    if (mcid === null) {
      this.#marks.push({ kind: 'other' })
      return
    }
    if (isArtifact) this.#drawn.taggedInArtifacts.add(page)
    const sequence = { page, mcid, form, structParents, hasText: false, hasActualText, lang }
    this.#marks.push({ kind: 'tagged', sequence })
    const within = this.#around.within.at(-1)
    const use = within && this.#drawn.forms.get(within)
    // A form that is drawn again has the same sequences, not more of them.
    if (!use) this.#drawn.sequences.push(sequence)
    else if (use.times === 1) use.sequences.push(sequence)
  }

  #end(): void {
    if (this.#marks.length > this.#around.marks.length) this.#marks.pop()
    else this.#drawn.unbalanced.add(this.#around.page)
  }

  #properties(operand: Operand | undefined) {
    if (operand?.kind === 'dict') {
      const lang = operand.entries.get('Lang')
      return {
        mcid: numberOf(operand.entries.get('MCID')),
        lang: lang?.kind === 'string' ? lang.value : undefined,
        hasActualText: operand.entries.has('ActualText'),
      }
    }
    const listed =
      operand?.kind === 'name'
        ? this.#file.dict(this.#file.dict(this.#resources, 'Properties'), operand.value)
        : undefined
    return {
      mcid: this.#file.number(listed, 'MCID') ?? null,
      lang: textOf(this.#file.at(listed, 'Lang')),
      hasActualText: listed?.has('ActualText') ?? false,
    }
  }

  #piece(what: string): void {
    if (this.#marks.some(({ kind }) => kind !== 'other')) return
    const { page } = this.#around
    const pieces = this.#drawn.unmarked.get(page)
    if (pieces) pieces.push(what)
    else this.#drawn.unmarked.set(page, [what])
  }

  #show(operands: readonly Operand[]): void {
    this.#piece('text')
    const { font, isInvisible } = this.#text
    if (font)
      for (const operand of operands)
        if (operand.kind === 'string') addCodes(font, operand.value, this.#around.page)
    if (font && !isInvisible) font.isRendered = true
    for (const mark of this.#marks)
      if (mark.kind === 'tagged' && mark.sequence) mark.sequence.hasText = true
  }

  #font(operand: Operand | undefined): FontUse | null {
    if (operand?.kind !== 'name') return null
    const known = this.#fonts.get(operand.value)
    if (known !== undefined) return known
    const fonts = this.#file.dict(this.#resources, 'Font')
    const font = this.#file.dict(fonts, operand.value)
    const use = font ? this.#use(font, refNumber(fonts?.get(operand.value))) : null
    this.#fonts.set(operand.value, use)
    return use
  }

  #use(font: PdfDict, object: number | undefined): FontUse {
    const known = this.#drawn.fonts.get(font)
    if (known) return known
    const { page } = this.#around
    const use: FontUse = {
      font,
      object: object ?? null,
      page,
      isComposite: this.#file.name(font, 'Subtype') === 'Type0',
      codes: new Map(),
      isRendered: false,
    }
    this.#drawn.fonts.set(font, use)
    return use
  }

  #graphicsState(operand: Operand | undefined): void {
    if (operand?.kind !== 'name') return
    const state = this.#file.dict(this.#file.dict(this.#resources, 'ExtGState'), operand.value)
    const font = this.#file.at(state, 'Font')
    const entry = font instanceof PdfArray ? font.at(0) : undefined
    const dict = this.#file.resolve(entry)
    if (dict instanceof PdfDict)
      this.#text = { ...this.#text, font: this.#use(dict, refNumber(entry)) }
  }

  #external(operand: Operand | undefined): void {
    if (operand?.kind !== 'name') return
    const xObjects = this.#file.dict(this.#resources, 'XObject')
    const reference = xObjects?.get(operand.value)
    const xObject = this.#file.resolve(reference)
    if (!(xObject instanceof PdfStream)) return
    if (this.#file.name(xObject, 'Subtype') === 'Form') this.form(xObject, reference as PdfRef)
    else this.#piece('a picture')
  }

  form(form: PdfStream, reference?: PdfRef): void {
    const { page, within } = this.#around
    if (within.includes(form)) return
    const use = this.#drawn.forms.get(form) ?? {
      page,
      times: 0,
      sequences: [],
      isReference: form.has('Ref'),
    }
    use.times++
    this.#drawn.forms.set(form, use)
    // A form with StructParent is content as a whole: its element refers to it, not to sequences.
    const isWhole = this.#file.at(form, 'StructParent') instanceof PdfNumber
    const inner: Surroundings = {
      page,
      form: refNumber(reference) ?? null,
      structParents: this.#file.number(form, 'StructParents') ?? null,
      marks: isWhole ? [...this.#marks, { kind: 'tagged', sequence: null }] : this.#marks,
      within: [...within, form],
    }
    const resources = this.#file.dict(form, 'Resources') ?? this.#resources
    new Painter(this.#file, this.#drawn, inner, resources).paint(drawingOfForm(this.#file, form))
  }
}

function addCodes({ codes, isComposite }: FontUse, text: string, page: number): void {
  const step = isComposite ? 2 : 1
  for (let at = 0; at < text.length; at += step) {
    const first = text.charCodeAt(at)
    const code = isComposite ? (first << 8) | (text.charCodeAt(at + 1) || 0) : first
    if (!codes.has(code)) codes.set(code, page)
  }
}

const numberOf = (operand: Operand | undefined): number | null =>
  operand?.kind === 'number' ? operand.value : null
