import * as Y from 'yjs'

/**
 * A document that holds what it is given and nothing of its own, as every one that the server reads from
 * the log or keeps of it must.
 *
 * Yjs tidies up after changes from elsewhere: it deletes marks that say nothing any more, in a transaction
 * of its own. On an author's device that is an update like any other. Here nobody would be told of it, it would
 * not be in the log, and what says nothing to the server can say something to whoever has an update more:
 * they would read another text than the one on disk (seed 923298951 of the simulation).
 */
export function exactDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}
