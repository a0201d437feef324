import type { DrawingKind } from '@charrette/templates/cover'
import type { FontFace } from '@charrette/templates/fonts'

/** How editions look: a theme's folder, read (templates/THEMES.md), with a consortium's settings over it. */
export interface Theme {
  name: string
  drawing: DrawingKind
  /** Every token by name, in the two schemes; print and EPUB are in the light one. */
  tokens: { light: ReadonlyMap<string, string>; dark: ReadonlyMap<string, string> }
  /** What goes behind the base style sheets; empty where the theme has no such file. */
  css: { tokens: string; web: string; print: string; underlay: string; epub: string }
  /** Faces of the theme's own, for every edition; none where the base's are used. */
  fonts: readonly FontFace[]
  /** A consortium's mark, for covers and colophons. */
  logo: Logo | null
}

export interface Logo {
  bytes: Uint8Array
  mediaType: 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  /** What it says to someone who cannot see it; the consortium's name where this is empty. */
  alt: string
}

/** The file name of a logo in every edition. */
export const logoName = ({ mediaType }: Pick<Logo, 'mediaType'>): string =>
  `logo.${{ 'image/svg+xml': 'svg', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }[mediaType]}`

/** The height in points or pixels for a width that suits both long and square marks. */
export function logoSize(
  { width, height }: Pick<Logo, 'width' | 'height'>,
  most: { width: number; height: number },
): { width: number; height: number } {
  const scale = Math.min(most.width / width, most.height / height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
