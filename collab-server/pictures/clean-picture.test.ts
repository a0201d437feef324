import { readPicture } from '@charrette/guides'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanPicture, PictureUnfit } from './index.ts'

/** A photograph of two colours, left red and right blue, as a camera writes it. */
const photograph = (format: 'jpeg' | 'png' | 'webp', orientation = 1) =>
  sharp({ create: { width: 60, height: 20, channels: 3, background: '#c00000' } })
    .composite([
      {
        input: { create: { width: 30, height: 20, channels: 3, background: '#0000c0' } },
        left: 30,
        top: 0,
      },
    ])
    .withExif({
      IFD0: { Copyright: 'Ana Duarte', Model: 'A telephone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Ana Duarte</a></x:xmpmeta>')
    .withMetadata({ orientation })
    [format]()
    .toBuffer()

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('pixels', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'a %s keeps what it shows, and loses where and by whom it was taken',
    async (format) => {
      const sent = await photograph(format)
      expect((await sharp(sent).metadata()).exif).toBeDefined()
      const clean = await cleanPicture(sent)
      const { exif, xmp, iptc, width, height } = await sharp(clean).metadata()
      expect({ exif, xmp, iptc, width, height }).toEqual({ width: 60, height: 20 })
      expect(latin(clean)).not.toMatch(/Ana Duarte|telephone|Exif/)
      const [red, , blue] = await sharp(clean)
        .extract({ left: 2, top: 2, width: 1, height: 1 })
        .raw()
        .toBuffer()
      expect(red).toBeGreaterThan(170)
      expect(blue).toBeLessThan(30)
      expect(Buffer.from(await cleanPicture(sent)).equals(clean)).toBe(true)
    },
  )

  test('a camera that was held upright gives an upright picture', async () => {
    const clean = await cleanPicture(await photograph('jpeg', 6))
    expect(await readPicture(clean)).toMatchObject({ width: 20, height: 60 })
    const [red] = await sharp(clean)
      .extract({ left: 5, top: 2, width: 1, height: 1 })
      .raw()
      .toBuffer()
    expect(red).toBeGreaterThan(170)
  })

  test.each(['jpeg', 'png', 'webp'] as const)('a %s that is damaged is refused', async (format) => {
    const noise = await sharp(
      Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * 7919) % 251)),
      {
        raw: { width: 200, height: 150, channels: 3 },
      },
    )
      [format]()
      .toBuffer()
    const half = noise.subarray(0, noise.length / 2)
    await expect(cleanPicture(half)).rejects.toThrow(PictureUnfit)
    await expect(cleanPicture(noise)).resolves.toBeDefined()
  })

  test('200 megapixels are refused by their head alone', async () => {
    const bomb = await sharp({
      create: { width: 20_000, height: 10_000, channels: 3, background: '#ffffff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    await expect(cleanPicture(bomb)).rejects.toThrow(/too many pixels/)
  })
})

describe('drawings', () => {
  const clean = async (inside: string, attributes = 'viewBox="0 0 9 9"') =>
    new TextDecoder().decode(
      await cleanPicture(
        new TextEncoder().encode(
          `<?xml version="1.0"?><!-- by a program --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/" ${attributes}>${inside}</svg>`,
        ),
      ),
    )

  test('what draws is kept', async () => {
    const kept = [
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>',
      '<path d="M0 0h9" fill="url(#g)" style="stroke:red;clip-path:url(#c)" transform="scale(2)"/>',
      '<text x="1" y="2" font-weight="700">Parks &amp; &lt;trees&gt;</text>',
      '<use xlink:href="#g"/><use href="#g"/>',
      '<style>.a{fill:url(#g)}</style><rect class="a" width="1" height="1"/>',
    ].join('')
    expect(await clean(kept)).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${kept}</svg>\n`,
    )
    expect(await clean('<style><![CDATA[.a>.b{fill:red}]]></style>')).toContain(
      '<style>.a&gt;.b{fill:red}</style>',
    )
    expect(await clean('<a href="https://evil.example"><path d="M0 0"/></a>')).toContain(
      '<g><path d="M0 0"/></g>',
    )
  })

  test.each([
    '<script>alert(1)</script>',
    '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>',
    '<rect a=">" onload="alert(1)"/>',
    '<rect ONLOAD="alert(1)"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert(1)</body></foreignObject>',
    '<a href="javascript:alert(1)"><path d=""/></a>',
    '<a href="#"><set attributeName="href" to="javascript:alert(1)"/></a>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<use href="data:image/svg+xml,alert(1)#x"/>',
    '<use xlink:href="https://evil.example/a.svg#x"/>',
    '<image href="https://evil.example/a.png"/>',
    '<image href="data:image/svg+xml;base64,YWxlcnQoMSk="/>',
    '<image href="data:image/png;base64,YWxlcnQoMSk="/>',
    '<path fill="url(https://evil.example/a.svg#x)"/>',
    '<path style="fill:u\\72l(https://evil.example)"/>',
    '<style>@import "https://evil.example/a.css";</style>',
    '<style>a{background:url( "//evil.example" )}</style>',
    '<style>a{background:image-set("//evil.example" 1x)}</style>',
    '<style>@font-face{font-family:a;src:url(https://evil.example)}</style>',
    '<metadata><rdf xmlns="x">evil</rdf></metadata>',
    '<inkscape:note>evil</inkscape:note>',
    '<path inkscape:label="evil"/>',
    '<iframe src="https://evil.example"/>',
    '<path xml:base="https://evil.example"/>',
    '<path xmlns="https://evil.example"/>',
    '<!-- evil --><?xml-stylesheet href="https://evil.example"?>',
    '<!DOCTYPE svg [<!ENTITY x "evil">]>',
  ])('%s is left out', async (attack) => {
    const written = await clean(`${attack}<path id="last" d="M1 1"/>`)
    expect(written).not.toMatch(/alert|evil|<script|<set|<animate|onload|@import/i)
    expect(written).toContain('<path id="last" d="M1 1"/>')
  })

  test('a photograph in a drawing is cleaned like any other', async () => {
    const inner = (await photograph('jpeg')).toString('base64')
    const written = await clean(
      `<image href="data:image/jpeg;base64,${inner}" width="9" height="9"/>`,
    )
    const [, base64 = ''] = /base64,([^"]+)"/.exec(written) ?? []
    const bytes = Buffer.from(base64, 'base64')
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect((await sharp(bytes).metadata()).width).toBe(60)
  })

  test('a drawing that a browser would draw for ever is refused', async () => {
    const level = (n: number) => `<g id="l${n}">${`<use href="#l${n - 1}"/>`.repeat(10)}</g>`
    const bomb = `<path id="l0" d="M0 0"/>${[1, 2, 3, 4, 5, 6, 7, 8].map(level).join('')}`
    await expect(clean(bomb)).rejects.toThrow(/repeats its parts/)
    await expect(clean('<g>'.repeat(5_000) + '</g>'.repeat(5_000))).rejects.toThrow(/in each other/)
    const chain = Array.from({ length: 50_000 }, (_, n) => `<use id="u${n}" href="#u${n + 1}"/>`)
    await expect(clean(chain.join(''))).rejects.toThrow(PictureUnfit)
    // What uses itself is drawn by no browser, and hangs none.
    await expect(clean('<g id="a"><use href="#a"/></g>')).resolves.toBeDefined()
  })
})
