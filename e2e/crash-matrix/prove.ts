// `npm run prove:crashes`: kills in the middle of every step of the road, hundreds of times.
//   --kills N      kills of each step (default 40)
//   --seed S       the same choices again (default: by the clock)
//   --database D   sqlite (default) or postgres
//   --steps A,B    only these; approve, release and publish stand on submit
import { parseArgs } from 'node:util'
import { runCrashMatrix, type Step, steps } from './crash-matrix.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '40' },
    seed: { type: 'string' },
    database: { type: 'string', default: 'sqlite' },
    steps: { type: 'string', default: steps.join(',') },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const { kills, database } = values
if (database !== 'sqlite' && database !== 'postgres')
  throw new Error('--database is sqlite or postgres')
const isStep = (name: string): name is Step => steps.some((step) => step === name)
const walked = values.steps.split(',').filter(isStep)
if (walked.length === 0) throw new Error(`--steps names some of ${steps.join(', ')}`)
const seed = Number(values.seed ?? Date.now() % 1e9)
say(`seed ${seed}, ${database}`)
const outcome = await runCrashMatrix({ kills: Number(kills), seed, database, steps: walked, say })
if (!outcome) say('There is no Postgres on this machine.')
else {
  for (const step of walked)
    say(
      `${step.padEnd(10)} ${Object.entries(outcome.kills[step])
        .map(([victim, count]) => `${count} × ${victim}`)
        .join(', ')}`,
    )
  say(
    `${outcome.acknowledged} acknowledged edits, ${outcome.segments} segments packed, ${outcome.releases} releases, ${outcome.mails} mails of ${outcome.mailsKept}; everything read ${outcome.checks} times`,
  )
  for (const violation of outcome.violations) say(violation)
  say(outcome.violations.length === 0 ? 'Nothing was lost, halved or doubled.' : 'NOT HELD')
}
// Clients that were cut off still wait to connect again.
process.exit(outcome && outcome.violations.length > 0 ? 1 : 0)
