/** A Vite plugin: the page for a file that opens once is built after this one, into `once/` beside it, and shares nothing with it. */
import { join, resolve } from 'node:path'
import { build, type Plugin, type UserConfig } from 'vite'

export const oncePage = (root: string, base: string, config: (outDir: string) => UserConfig): Plugin => {
  let outDir = ''
  return {
    name: 'once-page',
    apply: 'build',
    configResolved: (resolved) => {
      outDir = resolve(resolved.root, resolved.build.outDir)
    },
    closeBundle: async () => {
      await build({ ...config(join(outDir, 'once')), root, base, configFile: false, logLevel: 'warn' })
    },
  }
}
