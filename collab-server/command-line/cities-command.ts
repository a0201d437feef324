import { parseArgs } from 'node:util'
import { slugFrom } from '@charrette/guides'
import { citiesHere, renameCity, retireCity } from '../accounts/index.ts'
import { accountsOf, type CommandIo, operator, withStore } from './found-command.ts'
import { UsageError } from './usage-error.ts'

/**
 * `charrette cities list|add|rename|retire`: the cities that people are of.
 *
 * @throws {UsageError} for bad usage; {PeopleRefusal}.
 */
export async function citiesCommand(
  args: string[],
  publicUrl: string | undefined,
  io: CommandIo,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      state: { type: 'string', default: '' },
      data: { type: 'string', default: 'data' },
      json: { type: 'boolean', default: false },
    },
  })
  const [task, slug = '', ...more] = positionals
  const name = values.name?.trim() ?? ''
  if (more.length > 0 || !task || !['list', 'add', 'rename', 'retire'].includes(task))
    throw new UsageError('“charrette cities” takes one of list, add, rename and retire.')
  if ((task === 'rename' || task === 'retire') && !slug)
    throw new UsageError(
      `“charrette cities ${task}” needs the city’s short name: see “cities list”.`,
    )
  if ((task === 'add' || task === 'rename') && !slugFrom(name))
    throw new UsageError(`“charrette cities ${task}” needs --name.`)
  return withStore(values.data, io, async (store, dataFolder) => {
    if (task === 'add') {
      const accounts = await accountsOf(store, dataFolder, publicUrl)
      await accounts.addCity({
        slug: slugFrom(`${name} ${values.state}`),
        name,
        state: values.state,
      })
    }
    if (task === 'rename') await renameCity(store, { slug, name, actor: operator })
    if (task === 'retire') await retireCity(store, { slug, actor: operator })
    const cities = (await citiesHere(store.db)).filter(({ retired }) => !retired)
    io.stdout(
      values.json
        ? `${JSON.stringify({ cities }, null, 2)}\n`
        : cities.map((city) => `${city.slug}\t${city.name}\t${city.people}\n`).join(''),
    )
  })
}
