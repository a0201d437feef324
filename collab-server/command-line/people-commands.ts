import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import {
  accountByEmail,
  changeRole,
  erasePerson,
  exportPerson,
  peopleOf,
  removePerson,
} from '../accounts/index.ts'
import { consortiumRoleSchema } from '../api/contract.ts'
import type { Store } from '../store/open-store.ts'
import { type CommandIo, operator, withStore } from './found-command.ts'
import { UsageError } from './usage-error.ts'

/**
 * `charrette people list|role|remove|export|erase`: who has a part in the consortia, for whoever runs
 * the server. Connections of those whose rights change end within a second.
 *
 * @throws {UsageError} for bad usage; {NobodyHere}, {PeopleRefusal}.
 */
export async function peopleCommand(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      consortium: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      out: { type: 'string' },
      yes: { type: 'boolean', default: false },
      data: { type: 'string', default: 'data' },
      json: { type: 'boolean', default: false },
    },
  })
  const [task = '', ...more] = positionals
  const email = z.email().safeParse(values.email).data ?? ''
  const say = (value: unknown, words: string): void => {
    io.stdout(values.json ? `${JSON.stringify(value, null, 2)}\n` : `${words}\n`)
  }
  if (more.length > 0 || !['list', 'role', 'remove', 'export', 'erase'].includes(task))
    throw new UsageError('“charrette people” takes one of list, role, remove, export and erase.')
  if (task !== 'list' && !email)
    throw new UsageError(`“charrette people ${task}” needs --email, the address of the person.`)
  const role = consortiumRoleSchema.safeParse(values.role)
  if (task === 'role' && !role.success)
    throw new UsageError(`--role takes one of ${consortiumRoleSchema.options.join(', ')}.`)
  if (task === 'erase' && !values.yes)
    throw new UsageError(
      'An erasure cannot be undone. Write the export first (“charrette people export”), then say --yes.',
    )

  return withStore(values.data, io, async (store) => {
    const { db } = store
    if (task === 'export') {
      const everything = `${JSON.stringify(await exportPerson(db, email), null, 2)}\n`
      if (values.out === undefined) return void io.stdout(everything)
      // Never over a file that is there.
      await writeFile(values.out, everything, { flag: 'wx', mode: 0o600 })
      return say({ file: values.out }, `All that is known of ${email} is in ${values.out}.`)
    }
    if (task === 'erase') {
      const erased = await erasePerson(store, { email, actor: operator })
      return say(
        erased,
        `${email} is erased and stands as “${erased.pseudonym}” in ${erased.auditEntries} entries of the audit log. Comments and suggestions follow as soon as the server runs; what they wrote in texts stays.`,
      )
    }
    const consortium = await consortiumOf(store, values.consortium)
    if (task === 'list') {
      const people = (await peopleOf(db, consortium.id)).map(
        ({ name, email: address, city, role: theirs }) => ({
          name,
          email: address,
          city,
          role: theirs,
        }),
      )
      return say(
        { consortium: consortium.slug, people },
        people.map((one) => `${one.role}\t${one.name}\t${one.city}\t${one.email}`).join('\n'),
      )
    }
    const person = await accountByEmail(db, email)
    const change = { consortiumId: consortium.id, accountId: person.id, actor: operator }
    if (task === 'role' && role.success) {
      await changeRole(store, { ...change, role: role.data })
      return say(
        { email, role: role.data },
        `${person.name} is ${role.data} of ${consortium.name} now.`,
      )
    }
    await removePerson(store, change)
    say({ email, removed: true }, `${person.name} has no part in ${consortium.name} any more.`)
  })
}

/**
 * The consortium that is meant: the only one needs no name.
 *
 * @throws {UsageError} where there are several, or none of that name.
 */
export async function consortiumOf(
  { db }: Store,
  slug: string | undefined,
): Promise<{ id: string; slug: string; name: string }> {
  const all = await db.selectFrom('consortium').select(['id', 'slug', 'name']).execute()
  const [first] = all
  if (slug === undefined && first && all.length === 1) return first
  const found = all.find((one) => one.slug === slug)
  if (found) return found
  const known = all.map((one) => one.slug).join(', ') || 'none yet'
  throw new UsageError(`Say which consortium with --consortium: ${known}.`)
}
