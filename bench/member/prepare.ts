/** `node bench/member/prepare.ts COUNT`: makes the filled data folder that the member and browser figures start from, if it is not there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filled } from './filled.ts'

const to = mkdtempSync(join(tmpdir(), 'pergola-filled-'))
await filled(Number(process.argv[2] ?? 10_000), join(to, 'relay'))
rmSync(to, { recursive: true, force: true })
process.exit(0)
