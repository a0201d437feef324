import { createRequire } from 'node:module'
import { checkGuide, type Guide } from '@charrette/guides'
import { contrast, printPairs, textPairs } from '@charrette/templates/contrast'
import type { Theme } from '../theme/theme.ts'

/**
 * A check that ran while an edition was made, for its accessibility report. What found a fault ended
 * the work: the numbers are those that may be more than none.
 */
export type PassedCheck =
  | { kind: 'text'; errors: number; warnings: number }
  | { kind: 'colours'; lowest: number }
  | { kind: 'pdf' }
  | { kind: 'verapdf' }
  | { kind: 'epub'; version: string }
  | { kind: 'parity'; formats: readonly string[] }

/** What an edition's accessibility report tells. */
export interface AccessibilityReport {
  checks: readonly PassedCheck[]
  /** Version of the publisher, and so of its own checks. */
  version: string
  /** Who has judged that the text conforms; '' where nobody has. */
  certifiedBy: string
}

const require = createRequire(import.meta.url)

/** The publisher's own version. */
export const publisherVersion: string = String(require('../package.json').version)

/** The release checks: what an author or editor answers for. */
export function checkText(guide: Guide): PassedCheck {
  const found = checkGuide(guide)
  const errors = found.filter(({ severity }) => severity === 'error').length
  return { kind: 'text', errors, warnings: found.length - errors }
}

/** The lowest contrast of all texts on their grounds: on light and dark screens, and on paper. */
export function checkColours({ tokens: { light, dark } }: Theme): PassedCheck {
  const ratios = [
    ...[...textPairs, ...printPairs].map(([text, ground]) => [light.get(text), light.get(ground)]),
    ...textPairs.map(([text, ground]) => [dark.get(text), dark.get(ground)]),
  ].map(([text, ground]) => contrast(text ?? '', ground ?? ''))
  return { kind: 'colours', lowest: Math.min(...ratios) }
}

/** EPUBCheck finds fault with an EPUB: it must not be handed on. The message names the first faults. */
export class EpubFaulty extends Error {
  readonly code = 'epub-faulty'
}

/**
 * Has EPUBCheck read a finished EPUB.
 *
 * @throws {EpubFaulty} where it reports an error or a warning.
 */
export async function checkEpub(epub: Uint8Array): Promise<PassedCheck> {
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const { messages } = await EpubCheck.validate(epub)
  const faults = messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage')
  if (faults.length > 0)
    throw new EpubFaulty(
      [
        `EPUBCheck finds fault with the EPUB (${faults.length}); nothing was published.`,
        ...faults
          .slice(0, 10)
          .map(({ id, message, location }) => `${id}: ${message} ${location?.path ?? ''}`.trim()),
      ].join('\n'),
    )
  return { kind: 'epub', version: String(require('@likecoin/epubcheck-ts/package.json').version) }
}
