/** The account-less page: two scripts (one to write with, one that seals), one style sheet, nothing else, for phones of 2020 and later. */
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { oncePage } from './build/oncePage.ts'
import { packedWords } from './build/packedWords.ts'
import { preloaded } from './build/preloaded.ts'
import { wordlessErrors } from './build/wordlessErrors.ts'

/** Makers of wire formats (protocol/codec.ts) only make: formats that this page never speaks are left out of it. */
const PURE = ['ascii', 'blob', 'fixed', 'id', 'list', 'oneOf', 'option', 'struct', 'uint', 'variant', 'label']

const BASE = '/intake/'

const built = (outDir: string): NonNullable<UserConfig['build']> => ({
  // ES2020 but for private class members, which phones have since 2021 (Chrome 84, Firefox 90, Safari 15): lowering them costs 1.4 KB.
  target: 'es2022',
  outDir,
  emptyOutDir: true,
  modulePreload: false,
  assetsInlineLimit: 0,
  rolldownOptions: {
    treeshake: {
      manualPureFunctions: PURE,
      propertyReadSideEffects: false,
      moduleSideEffects: [{ test: /\/packages\/(protocol|core)\//, sideEffects: false }],
    },
  },
})

/** A file for somebody outside, behind a link that works once. */
const once = oncePage(join(import.meta.dirname, 'src', 'once'), `${BASE}once/`, (outDir) => ({
  plugins: [wordlessErrors(), compressed()],
  build: built(outDir),
}))

export default defineConfig({
  base: BASE,
  plugins: [packedWords(), wordlessErrors(), preloaded(BASE), compressed(), once],
  build: built('dist'),
})
