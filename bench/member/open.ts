/** `node bench/member/open.ts ORIGIN STORAGE MEMBER-JSON`: one cold process: signs in, or unlocks if the storage is filled; prints figures as JSON. */
import { existsSync } from 'node:fs'
import { createPergola } from '@pergola/client'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { must, run, sees, type Member } from './people.ts'

const [origin, path, json, count] = process.argv.slice(2)
const member = JSON.parse(json!) as Member
const known = existsSync(path!)
const ports = nodePorts(origin!, path!)
let stretched = 0
const stretch = async (passphrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> => {
  const begin = performance.now()
  const key = await ports.crypto.stretch(passphrase, salt)
  stretched += performance.now() - begin
  return key
}
const pergola = createPergola({ ...ports, crypto: { ...ports.crypto, stretch } })
await sees(pergola, 'session', {}, (session) => session.state === (known ? 'locked' : 'empty'))
const begin = performance.now()
if (known) await run(pergola, 'unlock', { passphrase: member.passphrase })
else await run(pergola, 'signIn', member)
await sees(pergola, 'cases', { filter: {}, from: 0, count: 50 }, (list) => list.total >= Number(count) && list.rows.length > 0)
const list = performance.now() - begin
const cpu = process.cpuUsage()
const overview = performance.now()
must('relay', await pergola.ask('relay', { horizonDays: 90 }))
const coverage = performance.now() - overview
await sees(pergola, 'search', { text: 'surg' }, (hits) => hits.length > 0)
const search = performance.now() - begin
if (!known) await sees(pergola, 'sync', {}, (sync) => sync.connection === 'online' && !sync.receiving)
const verified = performance.now() - begin
const memory = process.memoryUsage()
await run(pergola, 'lock', {})
const locked = performance.now() - begin
process.stdout.write(
  `${JSON.stringify({ list, stretched, cpu: (cpu.user + cpu.system) / 1000, coverage, search, verified, locked, rss: memory.rss / 1e6, heap: memory.heapUsed / 1e6 })}\n`,
  () => process.exit(0),
)
