import { signSuggestion, suggestionsMap } from '@charrette/guides'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type UpdateWriter } from './content-check.ts'

const now = new Date('2026-01-02T03:04:05Z')
const by = (name: string) => ({ accountId: name, name, city: `City of ${name}` })
const writer = (name: string): UpdateWriter => ({ ...by(name), scope: 'everything' })

/** What a client sends who has what the server has and changes it. */
function attempt(server: Y.Doc, who: UpdateWriter, change: (doc: Y.Doc) => void): void {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
  const before = Y.encodeStateVector(client)
  change(client)
  const update = Y.encodeStateAsUpdate(client, before)
  checkUpdate(server, update, who)
  Y.applyUpdate(server, update)
}

test('[G1] a suggestion is signed once, by the person who makes it', () => {
  const server = new Y.Doc()
  attempt(server, writer('ana'), (doc) => signSuggestion(doc, 'abcdef', by('ana'), now))
  const refused = 'signed once, by the person who makes it'
  for (const change of [
    (doc: Y.Doc) => signSuggestion(doc, 'ghijkl', by('ana'), now),
    (doc: Y.Doc) => suggestionsMap(doc).set('abcdef', { by: by('ben'), at: now.toISOString() }),
    (doc: Y.Doc) => suggestionsMap(doc).delete('abcdef'),
  ])
    expect(() => attempt(server, writer('ben'), change)).toThrow(refused)
  expect(() =>
    attempt(server, { ...writer('ben'), scope: 'comments' }, (doc) =>
      signSuggestion(doc, 'ghijkl', by('ben'), now),
    ),
  ).toThrow('You can comment on this guide')
})

test('[G2] what is no signature is refused', () => {
  for (const [key, value] of [
    ['x', { by: by('ben'), at: now.toISOString() }],
    ['abcdef', { by: by('ben') }],
    ['abcdef', new Y.Map()],
  ] as const)
    expect(() =>
      attempt(new Y.Doc(), writer('ben'), (doc) => suggestionsMap(doc).set(key, value)),
    ).toThrow(/A guide cannot have/)
})
