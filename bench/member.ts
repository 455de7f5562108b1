/**
 * A member with many sealed cases (about 25 operations each): a new device from sign-in to a usable list, then a second start.
 * `node bench/member.ts [--cases 10000]`. Relay, filler and device are separate processes; the device is cold each time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filled, firstLine, script } from './member/filled.ts'
import { also, mega, ms, report, seconds, under } from './report.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' } } })
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

const member = JSON.stringify(await filled(count, join(folder, 'relay')))
const relay = script('relay.ts', join(folder, 'relay'))
try {
  const origin = await firstLine(relay)
  const device = join(folder, 'device.db')
  const open = async (): Promise<Figures> =>
    JSON.parse(await firstLine(script('open.ts', origin, device, member, String(count)))) as Figures
  const first = await open()
  const second = await open()
  const third = await open()
  const again = Math.min(second.list - second.stretched, third.list - third.stretched)
  await report(`Member with ${count} cases under Node, one process a device (the goals are for 10,000)`, [
    under(
      'new device, sign-in to usable list',
      first.list,
      15_000,
      seconds,
      `stretching the passphrase: ${seconds(first.stretched)} of it`,
    ),
    also('every space verified, behind the list', seconds(first.verified)),
    under('memory (RSS) when all is verified', first.rss, 600, mega, `heap ${mega(first.heap)}`),
    under('second start to usable list, stretching apart, best of 2', again, 1500, seconds),
    also('search usable after', seconds(second.search - second.stretched)),
    under('coverage and gaps over all cases', second.coverage, 150, ms),
  ])
} finally {
  relay.kill()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
