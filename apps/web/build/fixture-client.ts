import { existsSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const STAND_IN = fileURLToPath(new URL('../dev/start-worker.ts', import.meta.url))
const ABSENT = '\0absent:'

/** Only in `--mode fixture`: invented content instead of a client, and blank pages where a feature is still being written. */
export const fixtureClient = (): Plugin => ({
  name: 'pergola:fixture-client',
  enforce: 'pre',
  resolveId: (source, importer) => {
    if (importer === undefined || !importer.includes('/src/')) return null
    if (source.endsWith('/start-worker.ts')) return STAND_IN
    if (!source.startsWith('.') || !/\.(tsx|css)$/.test(source)) return null
    const file = resolve(dirname(importer), source)
    return file.includes('/features/') && !existsSync(file) ? ABSENT + basename(source, extname(source)) : null
  },
  load: (id) => (id.startsWith(ABSENT) ? absent(id.slice(ABSENT.length)) : null),
})

/** A component that shows nothing, or a style sheet without classes. */
const absent = (name: string): string => (/^[A-Z]\w*$/.test(name) ? `export const ${name} = () => null` : 'export default {}')
