import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { breakIn } from './breakage.ts'
import { BREAKAGES, root } from './list.ts'

/** The tests with one guard taken away: `PERGOLA_BROKEN` is its place in the list, or `none`. Nothing is written to disk. */
const which = process.env['PERGOLA_BROKEN']
const broken = which === 'none' ? null : BREAKAGES[Number(which)]
if (broken === undefined) throw new Error('PERGOLA_BROKEN names no guard: run this by `npm run guards`')

export default defineConfig({
  root,
  plugins: [
    {
      name: 'break-a-guard',
      enforce: 'pre',
      transform: (code, id) => (broken !== null && id.split('?')[0] === join(root, broken.file) ? breakIn(code, broken) : null),
    },
  ],
  test: {
    include: ['packages/**/*.test.ts', 'test/stories/**/*.test.ts'],
    testTimeout: 60_000,
    bail: 1,
    // What is kept between runs would hide the broken guard from this one, or this one's from the next.
    fsModuleCache: false,
  },
})
