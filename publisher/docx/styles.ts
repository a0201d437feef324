import type { IBaseParagraphStyleOptions, IStylesOptions } from 'docx'

// Faces that Word, LibreOffice and Google Docs have, or have in the same widths: whoever adapts the
// text works in what they have, and contents can be numbered without laying them out in Word.
const serif = 'Cambria'
const sans = 'Calibri'

const ink = '1A2233'
const civic = '14365F'
const brick = 'A83A1C'
const quiet = '5B6472'
const tint = 'F3EFE4'

type ParagraphStyle = NonNullable<IStylesOptions['paragraphStyles']>[number]

/** How far what stands in a box is from the text's edge, in twentieths of a point. */
export const boxIndent = 240

const side = (color: string, size: number) => ({ style: 'single', size, space: 8, color }) as const

/** A box is a run of paragraphs of one border and one ground: Word joins them. */
const box = (color: string) => ({
  indent: { left: boxIndent, right: boxIndent },
  border: { left: side(color, 24) },
  shading: { type: 'clear', color: 'auto', fill: tint } as const,
  spacing: { before: 0, after: 120, line: 276, lineRule: 'auto' as const },
})

const heading = (
  size: number,
  before: number,
  after: number,
  more: IBaseParagraphStyleOptions['run'] = {},
): IBaseParagraphStyleOptions => ({
  basedOn: 'Normal',
  next: 'BodyText',
  run: { font: serif, size, bold: true, color: civic, ...more },
  paragraph: {
    spacing: { before, after, line: 252, lineRule: 'auto' },
    keepNext: true,
    keepLines: true,
  },
})

const named = (
  id: string,
  name: string,
  { run = {}, paragraph = {}, ...more }: Partial<ParagraphStyle> = {},
): ParagraphStyle => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  uiPriority: 20,
  run,
  paragraph,
  ...more,
})

/** A box's styles: what its paragraphs, its lists and its title are called. */
const boxed = (id: string, name: string, color: string): ParagraphStyle[] => [
  named(`${id}Title`, `${name} Title`, {
    next: `${id}Text`,
    run: { font: sans, bold: true, size: 22, color },
    paragraph: { ...box(color), keepNext: true },
  }),
  named(`${id}Text`, `${name} Text`, { paragraph: box(color) }),
  named(`${id}List`, `${name} List`, {
    basedOn: `${id}Text`,
    paragraph: { ...box(color), contextualSpacing: true },
  }),
]

/**
 * The styles of the edition: everything in it has one, so that a city's own look is a matter of
 * changing styles.
 *
 * @param language BCP 47 with a region, as Word asks for.
 */
export const stylesFor = (language: {
  value: string
  eastAsia?: string
  bidirectional?: string
}): IStylesOptions => ({
  default: {
    document: {
      run: { font: serif, size: 22, color: ink, language },
      paragraph: { spacing: { after: 140, line: 288, lineRule: 'auto' } },
    },
    title: {
      basedOn: 'Normal',
      next: 'Subtitle',
      run: { font: serif, size: 64, bold: true, color: civic },
      paragraph: { spacing: { before: 2400, after: 200, line: 240, lineRule: 'auto' } },
    },
    heading1: heading(44, 0, 360),
    heading2: heading(30, 400, 140),
    heading3: heading(25, 320, 100),
    heading4: heading(22, 260, 80),
    heading5: heading(22, 220, 80, { italics: true }),
    heading6: heading(22, 200, 80, { italics: true, bold: false }),
    caption: {
      basedOn: 'Normal',
      run: { font: sans, size: 19, italics: false, bold: false, color: quiet },
      paragraph: { spacing: { before: 100, after: 100, line: 252, lineRule: 'auto' } },
    },
    bibliography: {
      basedOn: 'Normal',
      paragraph: { indent: { left: 480, hanging: 480 }, spacing: { after: 120 } },
    },
    listParagraph: { basedOn: 'Normal', paragraph: { contextualSpacing: true } },
    hyperlink: { run: { color: civic, underline: { type: 'single' } } },
    footnoteText: {
      run: { size: 18 },
      paragraph: { spacing: { after: 60, line: 240, lineRule: 'auto' } },
    },
  },
  paragraphStyles: [
    named('BodyText', 'Body Text', { uiPriority: 1 }),
    named('Subtitle', 'Subtitle', {
      run: { font: serif, size: 32, italics: true, color: quiet },
      paragraph: { spacing: { after: 480 } },
    }),
    named('CoverLine', 'Cover Line', { run: { font: sans, size: 24, color: quiet } }),
    named('TOCHeading', 'TOC Heading', {
      run: { font: serif, size: 36, bold: true, color: civic },
      paragraph: { spacing: { before: 0, after: 240 }, keepNext: true },
    }),
    named('TOC1', 'toc 1', {
      run: { font: sans, bold: true },
      paragraph: { spacing: { before: 120, after: 40 } },
    }),
    named('TOC2', 'toc 2', {
      run: { font: sans },
      paragraph: { spacing: { after: 20 }, indent: { left: 280 } },
    }),
    named('Fact', 'Fact', {
      run: { font: sans, size: 20 },
      paragraph: { spacing: { after: 100 } },
    }),
    named('ChapterNumber', 'Chapter Number', {
      next: 'Heading1',
      run: { font: sans, size: 22, bold: true, color: brick },
      paragraph: { spacing: { before: 1200, after: 60 }, keepNext: true },
    }),
    named('Byline', 'Byline', {
      next: 'BodyText',
      run: { font: sans, size: 22, color: quiet },
      paragraph: { spacing: { before: 0, after: 360 }, keepNext: true },
    }),
    named('FigurePicture', 'Figure Picture', {
      next: 'Caption',
      paragraph: {
        spacing: { before: 200, after: 80, line: 240, lineRule: 'auto' },
        keepNext: true,
      },
    }),
    named('TableText', 'Table Text', {
      run: { font: sans, size: 19 },
      paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' } },
    }),
    named('TableNumber', 'Table Number', {
      basedOn: 'TableText',
      run: { font: sans, size: 19 },
      paragraph: {
        alignment: 'right',
        spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' },
      },
    }),
    named('TableHeading', 'Table Heading', {
      basedOn: 'TableText',
      run: { font: sans, size: 19, bold: true, color: civic },
      paragraph: {
        keepNext: true,
        spacing: { before: 40, after: 40, line: 240, lineRule: 'auto' },
      },
    }),
    named('TableEnd', 'Table End', {
      paragraph: { spacing: { before: 0, after: 60, line: 240, lineRule: 'auto' } },
    }),
    named('Quote', 'Quote', {
      run: { italics: true },
      paragraph: { indent: { left: 480, right: 480 } },
    }),
    named('PullQuote', 'Pull Quote', {
      run: { font: serif, size: 32, italics: true, color: civic },
      paragraph: {
        indent: { left: 480, right: 480 },
        spacing: { before: 240, after: 80, line: 300, lineRule: 'auto' },
        keepNext: true,
      },
    }),
    named('PullQuoteSource', 'Pull Quote Source', {
      run: { font: sans, size: 20, color: quiet },
      paragraph: { indent: { left: 480, right: 480 }, spacing: { after: 280 } },
    }),
    named('Code', 'Code', {
      run: { font: 'Consolas', size: 19, noProof: true },
      paragraph: {
        shading: { type: 'clear', color: 'auto', fill: tint },
        spacing: { before: 120, after: 160, line: 252, lineRule: 'auto' },
      },
    }),
    named('DefinitionTerm', 'Definition Term', {
      next: 'DefinitionText',
      run: { font: sans, bold: true, color: civic },
      paragraph: { spacing: { before: 160, after: 20 }, keepNext: true },
    }),
    named('DefinitionText', 'Definition Text', {
      paragraph: { indent: { left: 360 } },
    }),
    named('Mentions', 'Mentions', {
      run: { font: sans, size: 18, color: quiet },
      paragraph: { indent: { left: 480 }, spacing: { after: 160 } },
    }),
    ...boxed('Note', 'Note', civic),
    ...boxed('Tip', 'Tip', '2F6B4F'),
    ...boxed('Warning', 'Warning', brick),
    ...boxed('KeyTakeaways', 'Key Takeaways', civic),
    ...boxed('CityExample', 'City Example', brick),
    named('CityExampleKind', 'City Example Kind', {
      next: 'CityExampleTitle',
      run: { font: sans, size: 18, bold: true, color: brick, allCaps: true },
      paragraph: { ...box(brick), keepNext: true, spacing: { before: 240, after: 40 } },
    }),
    named('CityExamplePart', 'City Example Part', {
      next: 'CityExampleText',
      run: { font: sans, size: 21, bold: true, color: civic },
      paragraph: { ...box(brick), keepNext: true },
    }),
    named('CityExampleFact', 'City Example Fact', {
      run: { font: sans, size: 20 },
      paragraph: { ...box(brick), spacing: { before: 0, after: 40 } },
    }),
    named('RunningHead', 'Running Head', { run: { font: sans, size: 17, color: quiet } }),
  ],
  characterStyles: [
    { id: 'IndexLink', name: 'Index Link', run: {} },
    { id: 'CodeCharacter', name: 'Code Character', run: { font: 'Consolas', noProof: true } },
    { id: 'Label', name: 'Label', run: { bold: true, color: civic } },
    { id: 'Credit', name: 'Credit', run: { italics: true } },
  ],
})

/**
 * The look of tables, for docx has none of its own; header rows and row headers get it from the
 * table's own marks.
 */
export const tableStyles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="table" w:customStyle="1" w:styleId="GuideTable"><w:name w:val="Guide Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="${civic}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${civic}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9C4B5"/></w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${civic}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="${tint}"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>`
