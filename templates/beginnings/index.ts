import type { Beginning } from './beginning.ts'
import { conveningAgenda } from './convening-agenda.ts'
import { policyBrief } from './policy-brief.ts'
import { resourceGuide } from './resource-guide.ts'

export type { Beginning, BeginningChapter } from './beginning.ts'

/** What a new guide can begin with, as authors are offered it. */
export const beginnings: readonly Beginning[] = [resourceGuide, policyBrief, conveningAgenda]
