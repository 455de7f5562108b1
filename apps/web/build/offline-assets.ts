import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, build } from 'vite'

const ENTRY = fileURLToPath(new URL('../src/offline/main.ts', import.meta.url))

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
    .filter((path) => path !== '/offline.js' && !path.startsWith('/intake/'))
    .toSorted()
}

/** One name for exactly these bytes: a new build is a new cache, the same build the same. */
const versionOf = async (folder: string, files: readonly string[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

/** Builds `src/offline` to `/offline.js` after everything else, with the list of what there is to keep. */
export const offlineAssets = (): Plugin => {
  let folder = ''
  return {
    name: 'pergola:offline-assets',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir).replace(/\/$/, '')
      if (config.build.outDir.startsWith('/')) folder = config.build.outDir
    },
    writeBundle: async () => {
      const assets = await filesIn(folder)
      const version = await versionOf(folder, assets)
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __ASSETS__: JSON.stringify(assets), __VERSION__: JSON.stringify(version) },
        build: {
          write: false,
          target: 'es2022',
          rolldownOptions: { input: ENTRY, output: { format: 'iife', entryFileNames: 'offline.js' } },
        },
      })
      const chunk = [built].flat().flatMap((one) => ('output' in one ? one.output : []))[0]
      if (chunk?.type !== 'chunk') throw new Error('The offline worker did not build to one chunk')
      await writeFile(join(folder, 'offline.js'), chunk.code)
    },
  }
}
