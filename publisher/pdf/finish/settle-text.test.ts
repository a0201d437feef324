import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { settleHyphens, settleUnicodeMaps } from './settle-text.ts'

const hidden = '/Span<</ActualText <FEFF00AD> >> BDC\n6.1812286 0 Td <0001> Tj\nEMC\n'
const begin = 'BT\n/F4 13.8599997 Tf\n1 0 0 -1 0 14 Tm\n'

test('a soft hyphen within a line leaves no trace but the way on', () => {
  expect(settleHyphens(`${begin}<0010> Tj\n${hidden}0 0 Td <0022> Tj\nET\n`)).toBe(
    `${begin}<0010> Tj\n6.1812286 0 Td\n0 0 Td <0022> Tj\nET\n`,
  )
})

test('the hyphen that is shown at a line’s end is the soft one', () => {
  const line = `${begin}<0030> Tj\n${hidden}ET\n${begin}<00B2> Tj\nET\n${begin}<0029> Tj\n${hidden}ET\n`
  expect(settleHyphens(line)).toBe(
    `${begin}<0030> Tj\nET\n${begin}/Span<</ActualText <FEFF00AD> >> BDC\n<00B2> Tj\nEMC\nET\n${begin}<0029> Tj\n6.1812286 0 Td\nET\n`,
  )
})

async function settled(map: string, characters: string): Promise<string> {
  const { context } = await PDFDocument.create({ updateMetadata: false })
  const ref = context.register(context.flateStream(map))
  context.register(context.obj({ Type: 'Font', ToUnicode: ref }))
  settleUnicodeMaps(context, new Set(characters))
  const stream = context.lookup(ref)
  if (!(stream instanceof PDFRawStream)) throw new Error('The map is no stream')
  return inflateSync(stream.contents).toString('latin1')
}

test('fonts name quotation marks, where the text has no modifier letters', async () => {
  const map = '<00A8> <00A9> <02BB>\n<0044> <0045> <0046>\n<00A9> <02BC>\n'
  expect(await settled(map, 'the city’s ‘own’')).toBe(
    '<00A8> <00A9> <2018>\n<0044> <0045> <0046>\n<00A9> <2019>\n',
  )
  expect(await settled(map, 'Hawai\u02BBi’s')).toBe(map.replace('<00A9> <02BC>', '<00A9> <2019>'))
  expect(await settled('<00A8> <00AC> <02BB>\n', 'x')).toBe('<00A8> <00AC> <02BB>\n')
})
