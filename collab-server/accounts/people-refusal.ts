export type PeopleCode =
  | 'invitation-not-found'
  | 'invitation-used'
  | 'invitation-expired'
  | 'invitation-revoked'
  | 'already-a-member'
  | 'already-invited'
  | 'no-such-person'
  | 'last-administrator'
  | 'part-elsewhere'
  | 'no-such-city'
  | 'city-exists'
  | 'city-has-people'

/** Something about people that cannot be done now; shown to people as it is. */
export class PeopleRefusal extends Error {
  readonly code: PeopleCode
  constructor(code: PeopleCode, message: string) {
    super(message)
    this.code = code
  }
}
