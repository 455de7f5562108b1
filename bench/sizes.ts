/** What a browser loads first, in brotli bytes: the budgets of scripts/sizes.ts, on the build that is there. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { atMost, report, whole } from './report.ts'

const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'sizes.ts')], { encoding: 'utf8' })
const rows = [...stdout.matchAll(/^(?:ok|OVER) +(.+?) +(\d+) of (\d+) bytes brotli$/gm)]
if (rows.length === 0) throw new Error(`no sizes (${status}): is it built?`)
const bytes = (value: number): string => `${whole(value)} bytes`
await report(
  'Sizes',
  rows.map(([, what, size, most]) => atMost(what!, Number(size), Number(most), bytes)),
)
