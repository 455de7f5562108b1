/** What the page loads, compressed, against its budgets. Exits 1 when one is above. Source: docs, "intake under 45 KB". */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotli, pageFiles } from './compressed.ts'

/** Everything for somebody who writes for the first time. */
export const BUDGET = 45_000
/** What only those fetch who come back with a receipt. */
const RETURNING_BUDGET = 5_000

const DIST = join(import.meta.dirname, '..', 'dist')

export const sizes = async (): Promise<readonly { readonly file: string; readonly bytes: number }[]> =>
  Promise.all(
    (await pageFiles(DIST))
      .filter((file) => !file.startsWith('once'))
      .map(async (file) => ({ file, bytes: brotli(await readFile(join(DIST, file))).length })),
  )

const isReturning = (file: string): boolean => file.includes('returning-')

if (import.meta.main) {
  const all = await sizes()
  const total = (returning: boolean): number =>
    all.filter(({ file }) => isReturning(file) === returning).reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { file, bytes } of all) console.log(`${String(bytes).padStart(7)}  ${file}`)
  console.log(`${String(total(false)).padStart(7)}  bytes brotli to write for the first time, at most ${BUDGET}`)
  console.log(`${String(total(true)).padStart(7)}  bytes brotli more to come back, at most ${RETURNING_BUDGET}`)
  if (total(false) > BUDGET || total(true) > RETURNING_BUDGET) process.exitCode = 1
}
