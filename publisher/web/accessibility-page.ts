import { h } from 'hastscript'
import type { AccessibilityReport, PassedCheck } from '../accessibility/passed-check.ts'
import { type ReportWords, reportWordsFor } from '../accessibility/report-words.ts'
import { pageHtml, type WebContext } from './page-frame.ts'

/** The page that says what was checked while the edition was made, by what, and with what result. */
export function accessibilityPageHtml(report: AccessibilityReport, context: WebContext): string {
  const { lang, title } = context.guide.frontMatter
  const words = reportWordsFor(lang)
  return pageHtml(
    {
      page: { kind: 'accessibility' },
      kind: 'accessibility-page',
      title: words.title,
      description: `${words.title} · ${title}`,
      main: [
        h('header.opening.opening-plain', [h('div.opening-words', [h('h1', words.title)])]),
        h('div.layout', [
          h('div.text', [
            h('p', words.intro),
            h('div.table', [
              h('div.table-scroll', { role: 'region', tabIndex: 0, ariaLabel: words.title }, [
                h('table', [
                  h(
                    'thead',
                    h('tr', [
                      h('th', { scope: 'col' }, words.checked),
                      h('th', { scope: 'col' }, words.by),
                      h('th', { scope: 'col' }, words.result),
                    ]),
                  ),
                  h(
                    'tbody',
                    report.checks.map((check) =>
                      h('tr', [
                        h('th', { scope: 'row' }, words.what[check.kind]),
                        h('td', toolOf(check, report.version, words)),
                        h('td', resultOf(check, lang, words)),
                      ]),
                    ),
                  ),
                ]),
              ]),
            ]),
            h('p', report.certifiedBy ? words.certified(report.certifiedBy) : words.notCertified),
            h('p', words.limits),
          ]),
        ]),
      ],
    },
    context,
  )
}

function toolOf(check: PassedCheck, version: string, words: ReportWords): string {
  switch (check.kind) {
    case 'epub':
      return `EPUBCheck (@likecoin/epubcheck-ts ${check.version})`
    case 'verapdf':
      return 'veraPDF'
    default:
      return `${words.ownChecks} ${version}`
  }
}

function resultOf(check: PassedCheck, lang: string, words: ReportWords): string {
  switch (check.kind) {
    case 'text':
      return words.counts(check.errors, check.warnings)
    case 'colours':
      return words.lowest(
        // Rounded down: a number that is told must hold.
        new Intl.NumberFormat(lang, { maximumFractionDigits: 1, roundingMode: 'floor' }).format(
          check.lowest,
        ),
      )
    case 'parity':
      return words.noDifference(check.formats.join(', '))
    default:
      return words.noFault
  }
}
