/**
 * A member with many sealed cases (about 25 operations each): a new device from sign-in to a usable list, then a second start.
 * `node bench/member.ts [--cases 10000]`. Relay, filler and device are separate processes; the device is cold each time.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' }, keep: { type: 'string' } } })
const count = Number(values.cases)
const folder = mkdtempSync(join(tmpdir(), 'pergola-bench-'))

interface Figures {
  readonly list: number
  readonly stretched: number
  readonly coverage: number
  readonly search: number
  readonly verified: number
  readonly locked: number
  readonly rss: number
  readonly heap: number
}

const lines = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.split('\n')[0]!)
    })
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })

const script = (name: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, 'member', name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })

const relay = script('relay.ts', join(folder, 'relay'))
const origin = await lines(relay)
try {
  const member = await lines(script('fill.ts', origin, String(count)))
  const device = join(folder, 'device.db')
  const first = JSON.parse(await lines(script('open.ts', origin, device, member, String(count)))) as Figures
  const second = JSON.parse(await lines(script('open.ts', origin, device, member, String(count)))) as Figures
  const third = JSON.parse(await lines(script('open.ts', origin, device, member, String(count)))) as Figures
  const again = Math.min(second.list - second.stretched, third.list - third.stretched)
  const row = (what: string, got: string, reach: string): void => console.log(`${what.padEnd(62)} ${got.padStart(10)}   ${reach}`)
  console.log(`\nMember with ${count} cases (Node ${process.version}, one process a device)\n`)
  row('new device, sign-in to usable list', `${(first.list / 1000).toFixed(1)} s`, 'under 15 s at 10,000')
  row('  of which stretching the passphrase (twice)', `${(first.stretched / 1000).toFixed(1)} s`, '')
  row('  every space verified (goes on behind the list)', `${(first.verified / 1000).toFixed(1)} s`, '')
  row('  memory (RSS) when all is verified', `${first.rss.toFixed(0)} MB`, 'under 600 MB')
  row('second start to usable list, stretching apart (best of 2)', `${(again / 1000).toFixed(2)} s`, 'under 1.5 s')
  row('  search usable after', `${((second.search - second.stretched) / 1000).toFixed(2)} s`, '')
  row('coverage and gaps over all cases', `${second.coverage.toFixed(0)} ms`, 'under 150 ms')
} finally {
  relay.kill()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
