import type { Role } from '../api/contract.ts'

/** Everything that needs a right. Each is a sentence: an author may submit a candidate. */
export type Action =
  | 'read the draft'
  | 'write the draft'
  | 'submit a candidate'
  | 'decide on a candidate'
  | 'retry a publication'
  | 'create a guide'

const allowed: Record<Role, ReadonlySet<Action>> = {
  reader: new Set(['read the draft']),
  author: new Set(['read the draft', 'write the draft', 'submit a candidate', 'create a guide']),
  editor: new Set([
    'read the draft',
    'write the draft',
    'submit a candidate',
    'decide on a candidate',
    'retry a publication',
    'create a guide',
  ]),
}

/** Whether someone with this role in a guide's consortium may do this to the guide. */
export function may(role: Role | null, action: Action): boolean {
  return role !== null && allowed[role].has(action)
}

/** The lesser of two rights: a script's token never gives more than its owner has. */
export function lesserRole(a: Role, b: Role): Role {
  const order: Role[] = ['reader', 'author', 'editor']
  return order[Math.min(order.indexOf(a), order.indexOf(b))] ?? 'reader'
}
