export type SettingsCode =
  | 'no-such-theme'
  | 'no-such-logo'
  | 'settings-unfit'
  | 'quota-of-guides'
  | 'quota-of-pictures'
  | 'consortium-exists'

/** Something about a consortium that cannot be done now; shown to people as it is. */
export class SettingsRefusal extends Error {
  readonly code: SettingsCode
  constructor(code: SettingsCode, message: string) {
    super(message)
    this.code = code
  }
}
