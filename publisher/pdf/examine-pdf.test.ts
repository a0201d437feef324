import { PDFName } from 'pdf-lib'
import { expect, test } from 'vitest'
import { readPdf } from '../parity/read-pdf.ts'
import { checkPdf } from './check/check-pdf.ts'
import { smallPdf } from './check/testing/small-pdf.ts'
import { examinePdf } from './examine-pdf.ts'

test('a sound file is read back as if it were by itself', async () => {
  const bytes = await smallPdf()
  const { violations, text } = await examinePdf(bytes)
  expect(violations).toEqual([])
  expect(text).toEqual(await readPdf(bytes))
  expect(text?.labels.length).toBeGreaterThan(0)
})

test('of a broken file it says what the check says, and reads nothing', async () => {
  const broken = await smallPdf(({ catalog }) => {
    catalog.delete(PDFName.of('Lang'))
  })
  expect(await examinePdf(broken)).toEqual({ violations: await checkPdf(broken), text: null })
  const none = Buffer.from('no PDF')
  const { violations, text } = await examinePdf(none)
  expect(violations.map(({ ruleId }) => ruleId)).toEqual(['charrette-file-sound'])
  expect(text).toBeNull()
})
