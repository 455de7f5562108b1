import { defineConfig } from 'vitest/config'
import { NotTried } from '../../scripts/notTried.ts'

/** The whole program in a real browser: one file after the other, each with a browser and a relay of its own. */
export default defineConfig({
  test: {
    reporters: ['default', new NotTried()],
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/build.ts'],
    setupFiles: ['test/e2e/everyTest.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
