import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test(
  'from alert to covered by command line: two members and somebody without an account, on a real relay',
  { timeout: 600_000 },
  async () => {
    const child = spawn('node', [join(import.meta.dirname, 'alert-to-covered.ts')], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect(said).toContain('From alert to covered: done.')
    for (let step = 1; step <= 9; step++) expect(said).toContain(`\n${step}. `)
    expect(code).toBe(0)
  },
)
