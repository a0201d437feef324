import { expect, test } from 'vitest'
import { signedToken, valueOfToken } from './signed-token.ts'

test('a token gives its value back, for its purpose and under its secret only', () => {
  const token = signedToken('secret', 'stop-mail', 'a.b.c')
  expect(valueOfToken('secret', 'stop-mail', token)).toBe('a.b.c')
  expect(valueOfToken('secret', 'ask-form', token)).toBeNull()
  expect(valueOfToken('another', 'stop-mail', token)).toBeNull()
  for (const wrong of ['', '.', 'a.b.c', `${token}x`, token.replace('a', 'b')])
    expect([wrong, valueOfToken('secret', 'stop-mail', wrong)]).toEqual([wrong, null])
})
