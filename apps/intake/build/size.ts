/** Everything the page loads, compressed, against its budget. Exits 1 when it is above. Source: docs, "intake under 45 KB". */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotli, pageFiles } from './compressed.ts'

export const BUDGET = 45_000

const DIST = join(import.meta.dirname, '..', 'dist')

export const sizes = async (): Promise<readonly { readonly file: string; readonly bytes: number }[]> =>
  Promise.all((await pageFiles(DIST)).map(async (file) => ({ file, bytes: brotli(await readFile(join(DIST, file))).length })))

if (import.meta.main) {
  const all = await sizes()
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { file, bytes } of all) console.log(`${String(bytes).padStart(7)}  ${file}`)
  console.log(`${String(total).padStart(7)}  bytes brotli in all, at most ${BUDGET}`)
  if (total > BUDGET) process.exitCode = 1
}
