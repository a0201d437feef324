import {
  addReply,
  addThread,
  commentsMap,
  commentThreads,
  editMessage,
  type Message,
  messageKey,
  removeMessage,
  resolveThread,
  type Writer,
} from '@charrette/guides'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type UpdateWriter } from './content-check.ts'

const now = new Date('2026-01-02T03:04:05Z')
const person = (name: string): UpdateWriter => ({
  accountId: name,
  name,
  city: `City of ${name}`,
  scope: 'everything',
})
const signed = ({ accountId, name, city }: Writer): Writer => ({ accountId, name, city })
const [ana, ben] = [person('ana'), person('ben')]
const anchor = { chapterId: 'one', kind: 'text', from: '{}', to: '{}', quote: 'words' } as const

/** A server's document with one thread of Ana's, and a way for others to try something on it. */
function commented() {
  const server = new Y.Doc()
  const threadId = addThread(server, {
    by: signed(ana),
    anchor,
    body: 'Is this so?',
    mentions: [],
    now,
  })
  const messageId = commentThreads(server)[0]?.messages[0]?.id ?? ''
  /** What a client of this person's would send, judged. */
  const attempt = (writer: UpdateWriter, change: (doc: Y.Doc) => void) => {
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
    const updates: Uint8Array[] = []
    client.on('update', (update: Uint8Array) => updates.push(update))
    change(client)
    const update = Y.mergeUpdates(updates)
    const { comments } = checkUpdate(server, update, writer)
    Y.applyUpdate(server, update)
    return comments
  }
  return { server, threadId, messageId, attempt }
}

const words = (writer: Writer, body: string, mentions: string[] = []) => ({
  by: signed(writer),
  body,
  mentions,
  now,
})

test('[M1] a comment is told once it is in, with its thread and its mentions', () => {
  const { threadId, attempt } = commented()
  const stored = attempt(ben, (doc) => addReply(doc, threadId, words(ben, 'Ask @ana', ['ana'])))
  expect(stored).toMatchObject([
    {
      threadId,
      message: { body: 'Ask @ana', mentions: ['ana'], by: signed(ben) },
      before: null,
      thread: { anchor },
    },
  ])
})

test('[M2] nobody signs with another name, another city or another account', () => {
  const { threadId, attempt } = commented()
  for (const by of [
    signed(ana),
    { ...signed(ben), name: 'ana' },
    { ...signed(ben), city: 'City of ana' },
  ])
    expect(() => attempt(ben, (doc) => addReply(doc, threadId, words(by, 'I agree')))).toThrow(
      'signed by the person who writes it',
    )
  expect(() => attempt(ben, (doc) => addThread(doc, { ...words(ana, 'Hm'), anchor }))).toThrow(
    'signed by the person',
  )
  expect(() =>
    attempt(ben, (doc) => resolveThread(doc, threadId, { resolved: true, by: signed(ana), now })),
  ).toThrow('signed by the person')
})

test('[M3] nobody rewords, takes over or removes another’s comment, or moves a thread', () => {
  const { server, threadId, messageId, attempt } = commented()
  const key = messageKey(threadId, messageId)
  const attempts: ((doc: Y.Doc) => void)[] = [
    (doc) => editMessage(doc, threadId, messageId, { body: 'It is.', mentions: [], now }),
    (doc) =>
      commentsMap(doc).set(key, { ...(commentsMap(doc).get(key) as Message), by: signed(ben) }),
    (doc) => removeMessage(doc, threadId, messageId),
    (doc) => commentsMap(doc).delete(threadId),
    (doc) => commentsMap(doc).set(threadId, { by: signed(ben), at: now.toISOString(), anchor }),
    (doc) => commentsMap(doc).clear(),
  ]
  for (const change of attempts)
    expect(() => attempt(ben, change)).toThrow('Only who wrote a comment can change it')
  expect(commentThreads(server)[0]?.messages).toMatchObject([{ body: 'Is this so?' }])
})

test('[M3] a replacement that hides that it replaces is found as well', () => {
  const { server, threadId, messageId } = commented()
  // A client that never saw the thread writes to its key: Yjs keeps one of the two.
  const forger = new Y.Doc()
  commentsMap(forger).set(messageKey(threadId, messageId), {
    by: signed(ben),
    at: now.toISOString(),
    body: 'Mine',
    mentions: [],
    editedAt: null,
  })
  expect(() => checkUpdate(server, Y.encodeStateAsUpdate(forger), ben)).toThrow(
    'Only who wrote a comment',
  )
})

test('[M3] nobody deletes in advance what another will write', () => {
  const { server } = commented()
  // A deletion of the next ten numbers of Ana's client.
  const [client] = [...server.store.clients.keys()]
  const clock = Y.getState(server.store, client ?? 0)
  const ahead = new Y.Doc({ gc: false })
  ahead.clientID = client ?? 0
  Y.applyUpdate(ahead, Y.encodeStateAsUpdate(server))
  const before = Y.encodeStateVector(ahead)
  ahead.getMap('frontMatter').set('title', 'x')
  ahead.getMap('frontMatter').delete('title')
  expect(clock).toBeGreaterThan(0)
  const whole = Y.decodeUpdate(Y.encodeStateAsUpdate(ahead, before))
  expect(whole.ds.clients.size).toBe(1)
  // Only the deletion: the structs that it deletes are left out.
  const onlyDeletion = Y.encodeStateAsUpdate(ahead, Y.encodeStateVector(ahead))
  expect(() => checkUpdate(server, onlyDeletion, ben)).toThrow('deletes what has not arrived')
})

test('[M4] one rewords and removes one’s own; anybody settles and opens again', () => {
  const { server, threadId, messageId, attempt } = commented()
  const stored = attempt(ana, (doc) =>
    editMessage(doc, threadId, messageId, { body: 'Is this true?', mentions: ['ben'], now }),
  )
  expect(stored).toMatchObject([{ message: { mentions: ['ben'] }, before: { mentions: [] } }])
  attempt(ben, (doc) => resolveThread(doc, threadId, { resolved: true, by: signed(ben), now }))
  attempt(ana, (doc) => resolveThread(doc, threadId, { resolved: false, by: signed(ana), now }))
  expect(commentThreads(server)[0]?.resolution).toMatchObject({ resolved: false, by: signed(ana) })
  attempt(ana, (doc) => removeMessage(doc, threadId, messageId))
  expect(commentThreads(server)).toEqual([])
})

test('[M5] a commenter changes nothing but comments', () => {
  const { threadId, attempt } = commented()
  const commenter: UpdateWriter = { ...ben, scope: 'comments' }
  attempt(commenter, (doc) => addReply(doc, threadId, words(ben, 'Yes')))
  for (const change of [
    (doc: Y.Doc) => doc.getMap('frontMatter').set('title', 'Mine'),
    (doc: Y.Doc) => doc.getXmlFragment('chapter:one').insert(0, [new Y.XmlElement('paragraph')]),
  ])
    expect(() => attempt(commenter, change)).toThrow('You can comment on this guide')
  attempt(ana, (doc) => doc.getMap('frontMatter').set('title', 'Ours'))
  expect(() => attempt(commenter, (doc) => doc.getMap('frontMatter').delete('title'))).toThrow(
    'You can comment on this guide',
  )
})

test('[M6] what is no comment is refused', () => {
  const { threadId, attempt } = commented()
  const good = { by: signed(ben), at: now.toISOString(), body: 'x', mentions: [], editedAt: null }
  for (const [key, value] of [
    ['nonsense', { any: 1 }],
    [`${threadId}/abcdef`, { ...good, body: '' }],
    [`${threadId}/abcdef`, { ...good, body: 'x'.repeat(20_000) }],
    [`${threadId}/abcdef`, { ...good, html: '<b>' }],
    [`${threadId}/abcdef/ghijkl`, good],
    [`${threadId}/abcdef`, new Y.Map()],
  ] as const)
    expect(() => attempt(ben, (doc) => commentsMap(doc).set(key, value))).toThrow(
      /A guide cannot have/,
    )
})
