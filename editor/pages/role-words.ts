import type { ConsortiumRole, Role } from '@charrette/collab-server/contract'
import { words } from '../messages/index.ts'

/** A role as people read it. */
export const roleWords = (role: Role): string => words().roles[role]

/** The roles of a consortium, from the least to the most. */
export const consortiumRoles = [
  'reader',
  'commenter',
  'suggester',
  'author',
  'editor',
  'administrator',
] as const satisfies ConsortiumRole[]
