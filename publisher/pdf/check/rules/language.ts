import { annotationsOf, type CheckedPdf, placeOf } from '../checked-pdf.ts'
import type { Report } from '../violation.ts'
import { Xmp } from '../xmp.ts'

/** RFC 5646 in its usual shape: a language, then subtags. */
const languageTag = /^(?:[a-z]{2,8}|x)(?:-[a-z\d]{1,8})*$/i

/** Checkpoint 11: the language of every text can be told. */
export function language(pdf: CheckedPdf, report: Report): void {
  const { file } = pdf
  const ofDocument = file.text(file.catalog, 'Lang')
  tags(pdf, report)
  if (ofDocument) return
  const mend = 'Set Lang in the catalogue.'
  contentWithout(pdf, report)
  for (const element of pdf.tree?.elements ?? [])
    if (!element.lang && ['Alt', 'ActualText', 'E'].some((key) => element.dict.has(key)))
      report(
        'matterhorn-11-002',
        'The language of the alternative text is not known.',
        mend,
        pdf.tree ? placeOf(element, pdf.tree) : {},
      )
  if (file.dict(file.catalog, 'Outlines')?.has('First'))
    report('matterhorn-11-003', 'The language of the bookmarks is not known.', mend)
  for (const { dict, subtype, object, page } of annotationsOf(file)) {
    const holder = object === null ? undefined : pdf.holders.get(object)
    if (holder?.lang || file.text(dict, 'Lang')) continue
    const place = { page, object }
    if (dict.has('Contents'))
      report(
        'matterhorn-11-004',
        "The language of the annotation's description is not known.",
        mend,
        place,
      )
    if (subtype === 'Widget' && dict.has('TU'))
      report(
        'matterhorn-11-005',
        "The language of the form field's description is not known.",
        mend,
        place,
      )
  }
  if (!titleHasLanguage(pdf))
    report('matterhorn-11-006', 'The language of the metadata is not known.', mend)
}

function contentWithout({ tree, drawn }: CheckedPdf, report: Report): void {
  const known = new Set<string>()
  for (const element of tree?.elements ?? [])
    for (const kid of element.kids)
      if (kid.kind === 'content' && element.lang) known.add(`${kid.form ?? kid.page} ${kid.mcid}`)
  const pages = new Set<number>()
  for (const { page, form, mcid, hasText, lang } of drawn.sequences)
    if (hasText && !lang && !known.has(`${form ?? page} ${mcid}`)) pages.add(page)
  for (const page of pages)
    report(
      'matterhorn-11-001',
      'The language of text on the page is not known.',
      'Set Lang in the catalogue, or on the structure elements.',
      { page },
    )
}

function titleHasLanguage({ file }: CheckedPdf): boolean {
  const stream = file.stream(file.catalog, 'Metadata')
  const bytes = stream && file.decoded(stream)
  if (!bytes) return true // 06-001 says it
  const langs = new Xmp(new TextDecoder().decode(bytes)).languages(
    'http://purl.org/dc/elements/1.1/',
    'title',
  )
  return langs.some((lang) => lang !== 'x-default')
}

function tags({ file, tree, drawn }: CheckedPdf, report: Report): void {
  const mend = 'Write a language tag such as “en-US” or “es”.'
  const check = (lang: string | undefined, place: Parameters<Report>[3]) => {
    if (lang !== undefined && lang !== '' && !languageTag.test(lang))
      report('charrette-language-tag', `“${lang}” is no language tag.`, mend, place)
  }
  check(file.text(file.catalog, 'Lang'), {})
  for (const element of tree?.elements ?? [])
    if (element.dict.has('Lang'))
      check(file.text(element.dict, 'Lang'), tree ? placeOf(element, tree) : {})
  for (const { lang, page } of drawn.sequences) check(lang, { page })
}
