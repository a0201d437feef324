import { drawingColours, drawingShapes } from '../theme/drawing.ts'
import type { Theme } from '../theme/theme.ts'
import { withTokens } from '../theme/with-tokens.ts'

const width = 1200
const height = 1600

/**
 * The cover as an SVG: the guide's own drawing with its title below. Lines are broken by the
 * number of letters, since nothing here can measure type, and short enough for the widest fonts that a
 * reader may have instead of ours.
 */
export function coverSvg({
  slug,
  title,
  subtitle,
  edition,
  theme,
}: {
  slug: string
  title: string
  subtitle: string
  edition: string
  theme: Theme
}): string {
  const { ground } = drawingColours(theme)
  const ink = theme.tokens.light.get('--civic-ink') ?? '#ffffff'
  const family = (token: string): string =>
    withTokens(`var(${token})`, theme.tokens.light).replaceAll('"', "'")
  const titleLines = brokenLines(title, title.length > 40 ? 16 : 13)
  const titleSize = title.length > 40 ? 88 : 112
  const subtitleLines = brokenLines(subtitle, 34)
  const foot = height - 110
  const subtitleTop = foot - 90 - (subtitleLines.length - 1) * 58
  const titleTop =
    subtitleTop - (subtitleLines.length > 0 ? 90 : 20) - (titleLines.length - 1) * titleSize * 1.06
  const fadeFrom = (titleTop - titleSize * 2.6) / height
  const fadeTo = (titleTop - titleSize * 1.1) / height
  const text = (lines: string[], y: number, size: number, step: number, more: string): string =>
    lines
      .map(
        (line, index) =>
          `<text x="96" y="${Math.round(y + index * step)}" font-size="${size}" ${more}>${escaped(line)}</text>`,
      )
      .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs><linearGradient id="fade" x1="0" y1="0" x2="0" y2="1"><stop offset="${Math.max(0, fadeFrom).toFixed(3)}" stop-color="${ground}" stop-opacity="0"/><stop offset="${Math.max(0.05, fadeTo).toFixed(3)}" stop-color="${ground}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="${ground}"/>${drawingShapes(theme, slug, width, height)}<rect width="${width}" height="${height}" fill="url(#fade)"/><g fill="${ink}" font-family="${family('--font-display')}">${text(titleLines, titleTop, titleSize, titleSize * 1.06, 'font-weight="600" letter-spacing="-2"')}${text(subtitleLines, subtitleTop, 46, 58, 'font-style="italic"')}</g><g fill="${ink}" font-family="${family('--font-interface')}">${text([edition], foot, 34, 0, '')}</g></svg>\n`
}

/** Words in as few lines of at most so many letters as they need, the lines about equally long. */
export function brokenLines(text: string, letters: number): string[] {
  const count = filledLines(text, letters).length
  let narrow = letters
  while (narrow > 1 && filledLines(text, narrow - 1).length === count) narrow -= 1
  return filledLines(text, narrow)
}

/** A word longer than a line stands alone. */
function filledLines(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** For text between tags, and in attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`)
