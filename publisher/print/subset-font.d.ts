declare module 'subset-font' {
  /**
   * Cuts a font down to the letters of a text.
   *
   * @param font SFNT, WOFF or WOFF2.
   */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'sfnt' | 'woff' | 'woff2'
      variationAxes?: Readonly<Record<string, number>>
    },
  ): Promise<Uint8Array>
}
