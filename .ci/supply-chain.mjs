// What Charrette is made of, and whether somebody has found a hole in it:
//
//   npm run sbom [-- --out FILE]   a software bill of materials (CycloneDX 1.6), from the lockfile
//   npm run licences [-- --json]   every installed package by its licence
//   npm run audit                  known holes in what is served; exit code 1 where one is critical
import { spawn } from 'node:child_process'
import { ensureInstalled, PNPM, root } from '../collab-server/bin/set-up.mjs'

const patienceMs = 60_000
const [task, ...args] = process.argv.slice(2)
const say = (text) => process.stdout.write(text)
const complain = (line) => process.stderr.write(`${line}\n`)

switch (task) {
  case 'sbom': {
    const form = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6']
    const { code, out, err } = await pnpm([
      'sbom',
      ...form,
      '--sbom-type',
      'application',
      '--lockfile-only',
      ...args,
    ])
    say(out)
    if (code !== 0) complain(err)
    process.exitCode = code
    break
  }
  case 'licences': {
    await ensureInstalled(complain)
    const { code, out, err } = await pnpm(['licenses', 'list', '--json'])
    if (code !== 0) complain(err)
    else if (args.includes('--json')) say(out)
    else
      for (const [licence, packages] of Object.entries(JSON.parse(out)).sort())
        say(
          `${licence}\n${packages.map(({ name, versions }) => `  ${name} ${versions.join(', ')}\n`).join('')}`,
        )
    process.exitCode = code
    break
  }
  case 'audit': {
    const { code, out, err } = await pnpm(['audit', '--prod', '--audit-level', 'critical'])
    say(out)
    // Its own errors have a name; advisories are a table.
    const unanswered = code === null || /ERR_PNPM_|error sending request/i.test(out + err)
    if (unanswered) {
      complain(`Not audited: the registry gave no answer about known holes. ${firstLine(err)}`)
      process.exitCode = 0
    } else process.exitCode = code
    break
  }
  default:
    complain('node .ci/supply-chain.mjs sbom|licences|audit')
    process.exitCode = 2
}

/** Runs pnpm; its code is null where it took longer than a minute. */
function pnpm(words) {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['--yes', PNPM, ...words], { cwd: root, timeout: patienceMs })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

function firstLine(text) {
  return text.trim().split('\n')[0] ?? ''
}
