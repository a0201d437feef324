export { type Accounts, createAccounts, type Mail, type Person } from './create-accounts.ts'
export { type Action, may } from './policies.ts'
export { createScriptToken, UnknownAccount } from './script-tokens.ts'
