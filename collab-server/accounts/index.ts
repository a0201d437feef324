export { citiesHere, renameCity, retireCity } from './cities.ts'
export {
  type Accounts,
  askBeforeSignIn,
  createAccounts,
  type Mail,
  makeAccountTables,
  type Person,
  signInNow,
  stateOf,
} from './create-accounts.ts'
export { erasureJobs } from './erase-from-drafts.ts'
export { type Erasure, erasePerson } from './erase-person.ts'
export { accountByEmail, exportPerson, NobodyHere } from './export-person.ts'
export {
  acceptInvitation,
  citiesOfConsortium,
  invite,
  openInvitations,
  readInvitation,
  revokeInvitation,
} from './invitations.ts'
export { decideOtherCities, otherCitiesOf } from './other-cities.ts'
export {
  changeRole,
  dismissLead,
  type GuideOfConsortium,
  leadsOf,
  nameLead,
  peopleOf,
  personIn,
  removePerson,
  requireNowhereElse,
} from './people.ts'
export { type PeopleCode, PeopleRefusal } from './people-refusal.ts'
export { type Action, actions, may } from './policies.ts'
export { createScriptToken, UnknownAccount } from './script-tokens.ts'
export { signedToken, valueOfToken } from './signed-token.ts'
