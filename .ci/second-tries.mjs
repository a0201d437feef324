/**
 * Says at the end which tests passed only at their second try, and why the first one failed: a
 * machine that is busy must not stop a landing, and a fault that shows itself once in a hundred runs
 * (the counterexample of a property, a race) must not go unread.
 *
 * A reporter of vitest: https://vitest.dev/api/advanced/reporters
 */
export default class SecondTries {
  /** @type {{ name: string, messages: string[] }[]} */
  #tests = []

  onTestCaseResult(test) {
    const tries = test.diagnostic()?.retryCount ?? 0
    const result = test.result()
    if (result.state !== 'passed' || tries === 0) return
    const messages = (result.errors ?? []).map((error) => ownLines(error.stack ?? error.message))
    this.#tests.push({ name: `${test.module.relativeModuleId} > ${test.fullName}`, messages })
  }

  onTestRunEnd() {
    for (const { name, messages } of this.#tests)
      process.stdout.write(
        `\nNeeded a second try: ${name}\n${messages.map((message) => message.replaceAll(/^/gm, '  ')).join('\n')}\n`,
      )
  }
}

const ownLines = (stack) =>
  stack
    .split('\n')
    .filter((line) => !/^\s*at .*(node_modules|node:internal|<anonymous>)/.test(line))
    .join('\n')
