import type { ConsortiumRole, Role } from '@charrette/collab-server/contract'

/** The roles, from the least to the most, as people read them. */
export const roleWords: Record<Role, string> = {
  reader: 'Reader of drafts',
  commenter: 'Commenter',
  suggester: 'Suggester',
  author: 'Author',
  lead: 'Lead author',
  editor: 'Editor',
  administrator: 'Administrator',
}

/** What each role may do beyond the one before it. */
export const roleMeanings: [ConsortiumRole, string][] = [
  ['reader', 'reads drafts'],
  ['commenter', 'also comments on them'],
  ['suggester', 'also suggests changes of the text'],
  ['author', 'also writes, begins guides and submits them for review'],
  ['editor', 'also approves, schedules, corrects and withdraws releases'],
  ['administrator', 'also invites and removes people'],
]
