import type { Role } from '../api/contract.ts'

// Every permission of the product, decided here: the API, sync and the editor's buttons ask `may`.

/** From the least to the most; each may do all that those before it may. */
const order: readonly Role[] = [
  'reader',
  'commenter',
  'suggester',
  'author',
  'lead',
  'editor',
  'administrator',
]

/** The least role that may do it. Each line is a sentence: an author may submit a candidate. */
const leastRole = {
  'read the draft': 'reader',
  comment: 'commenter',
  'suggest changes': 'suggester',
  'write the draft': 'author',
  'name a version': 'author',
  'restore a version': 'author',
  'create a guide': 'author',
  'submit a candidate': 'author',
  'name lead authors': 'lead',
  'decide who writes': 'lead',
  'assign chapters': 'lead',
  'decide on a candidate': 'editor',
  'set the approval rules': 'editor',
  'correct credits': 'editor',
  'schedule a publication': 'editor',
  'withdraw a release': 'editor',
  'retry a publication': 'editor',
  'read the audit log': 'editor',
  'answer questions': 'editor',
  'see the status': 'editor',
  'preview the newsletter': 'author',
  'send the newsletter': 'editor',
  'manage people': 'administrator',
  'change the settings': 'administrator',
} as const satisfies Record<string, Role>

/** Everything that needs a right. */
export type Action = keyof typeof leastRole

/** Every action, for those who walk through all of them. */
export const actions = Object.keys(leastRole) as Action[]

/** Whether someone with this role in a guide, or in a consortium, may do this there. */
export function may(role: Role | null, action: Action): boolean {
  return role !== null && order.indexOf(role) >= order.indexOf(leastRole[action])
}

/** The lesser of two rights: a script's token never gives more than its owner has. */
export function lesserRole(a: Role, b: Role): Role {
  return order.indexOf(a) < order.indexOf(b) ? a : b
}

/** The greater of two rights: a guide's lead author is that beside their role in the consortium. */
export function greaterRole(a: Role, b: Role): Role {
  return order.indexOf(a) > order.indexOf(b) ? a : b
}
