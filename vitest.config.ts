import { defineConfig } from 'vitest/config'
import { NotTried } from './scripts/notTried.ts'

/** Unit tests, properties, stories and simulations: everything but the browser. */
export default defineConfig({
  test: {
    reporters: ['default', new NotTried()],
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.ts',
      'apps/**/*.test.tsx',
      'test/stories/**/*.test.ts',
      'test/simulation/**/*.test.ts',
      'test/attacks/**/*.test.ts',
      'test/guards/**/*.test.ts',
      'test/leaks/**/*.test.ts',
      'test/faults/**/*.test.ts',
      'test/fuzz/**/*.test.ts',
      'test/operators/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // The runner itself leaves one core to itself, which of two is half.
    maxWorkers: '100%',
    // Generous: a machine that does much else is slow, and a test that fails for that says nothing.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
