/** At the end of a run: which tests could not run here. Why stands in the name, or in what the test said when it gave up. */
import type { Reporter, TestCase, Vitest } from 'vitest/node'

const line = (test: TestCase): string => {
  const { note } = test.result() as { readonly note?: string }
  return `not tried: ${test.module.relativeModuleId}: ${test.fullName}${note === undefined ? '' : ` (${note})`}`
}

export class NotTried implements Reporter {
  #chosen = false

  onInit({ config }: Vitest): void {
    this.#chosen = config.testNamePattern !== undefined
  }

  onTestRunEnd(...[modules]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    // Whoever runs one test by its name knows that the others are left out.
    if (this.#chosen) return
    for (const module of modules) for (const test of module.children.allTests('skipped')) console.log(line(test))
  }
}
