import { expect, test } from 'vitest'
import { auditCsv } from './index.ts'

test('what somebody wrote stays a text, in spreadsheets as well', () => {
  const csv = auditCsv([
    {
      seq: 1,
      guideId: 'g',
      at: '2026-01-01T00:00:00.000Z',
      actor: { accountId: 'ana', name: '=cmd()', city: 'Riverbend' },
      action: 'return-candidate',
      summary: 'Ana said "no", and\nmore',
      details: { candidate: 1 },
      previousHash: '0',
      hash: '1',
    },
  ])
  const [head, row] = csv.slice(1).split('\r\n')
  expect(head).toContain('"number","at","name"')
  expect(row).toContain(`"'=cmd()"`)
  expect(row).toContain('"Ana said ""no"", and\nmore"')
})
