import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Violation } from './violation.ts'

/** veraPDF could not be run, or said nothing that can be read. */
export class VeraPdfFailed extends Error {
  readonly code = 'verapdf-failed'
}

const patienceMs = 300_000
const mostOutput = 64 * 1024 * 1024

/**
 * Has veraPDF judge a file as PDF/UA-1 (docs.verapdf.org/cli/validation).
 *
 * @param program where veraPDF is, as `VERAPDF_PATH` names it.
 * @returns its failed rules as violations `verapdf-<clause>-<test number>`.
 * @throws {VeraPdfFailed}
 */
export async function runVeraPdf(
  bytes: Uint8Array,
  program: string,
  signal?: AbortSignal,
): Promise<Violation[]> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-verapdf-'))
  try {
    const file = join(folder, 'edition.pdf')
    await writeFile(file, bytes)
    return violationsFromReport(await report(program, file, signal))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** It ends with 1 where the file fails: only what it says counts. */
function report(program: string, file: string, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      ['--flavour', 'ua1', '--format', 'xml', file],
      { timeout: patienceMs, maxBuffer: mostOutput, ...(signal ? { signal } : {}) },
      (error, output, complaint) => {
        if (signal?.aborted) reject(signal.reason)
        else if (output.includes('<validationReport')) resolve(output)
        else
          reject(
            new VeraPdfFailed(
              `veraPDF (${program}) gave no report. ${complaint || error?.message || ''}`.trim(),
            ),
          )
      },
    )
  })
}

/** Reads veraPDF's XML report. */
export function violationsFromReport(xml: string): Violation[] {
  const violations = [...xml.matchAll(/<rule\s([^>]*)>([\s\S]*?)<\/rule>/g)].flatMap(
    ([, attributes = '', body = '']): Violation[] => {
      const attribute = (key: string): string =>
        new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? ''
      if (attribute('status') !== 'failed') return []
      const checks = Number(attribute('failedChecks') || 1)
      const description = plain(/<description>([\s\S]*?)<\/description>/.exec(body)?.[1] ?? '')
      const context = plain(/<context>([\s\S]*?)<\/context>/.exec(body)?.[1] ?? '')
      return [
        {
          ruleId: `verapdf-${attribute('clause')}-${attribute('testNumber')}`,
          page: null,
          structurePath: context,
          object: null,
          message: `${description} (${checks} ${checks === 1 ? 'place' : 'places'})`,
          mend: `See clause ${attribute('clause')} of ${attribute('specification')}.`,
        },
      ]
    },
  )
  if (violations.length === 0 && !/isCompliant="true"/.test(xml))
    throw new VeraPdfFailed('veraPDF could not judge the file, and names no rule.')
  return violations
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string): string =>
  text
    .replace(/&(lt|gt|quot|apos);/g, (_all, entity: string) => entities[entity] ?? '')
    .replaceAll('&amp;', '&')
    .trim()
