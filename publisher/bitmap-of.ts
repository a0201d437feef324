import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

/**
 * An SVG as PNG, so many pixels wide. Drawn in WebAssembly and with the faces that come along: every
 * machine gives the same pixels.
 */
export async function bitmapOf(svg: Uint8Array, width: number): Promise<Uint8Array> {
  ready ??= prepare()
  const drawing = new Resvg(new TextDecoder().decode(svg), {
    fitTo: { mode: 'width', value: width },
    font: {
      fontBuffers: await ready,
      loadSystemFonts: false,
      defaultFontFamily: 'Liberation Sans',
      sansSerifFamily: 'Liberation Sans',
      serifFamily: 'Liberation Sans',
      monospaceFamily: 'Liberation Sans',
    },
  })
  try {
    return drawing.render().asPng()
  } finally {
    drawing.free()
  }
}

let ready: Promise<Uint8Array[]> | undefined

async function prepare(): Promise<Uint8Array[]> {
  await initWasm(readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
  const fonts = join(
    dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))),
    'standard_fonts',
  )
  return Promise.all(
    ['Regular', 'Bold', 'Italic', 'BoldItalic'].map(
      async (cut) => new Uint8Array(await readFile(join(fonts, `LiberationSans-${cut}.ttf`))),
    ),
  )
}
