/**
 * The relay of a fault, in a process of its own: `relayProcess.ts '{"folder": …}'`. Prints its number and address; does what lines on its
 * standard input say (`clock MS`: its clock is wrong by so much from now on) and stops when that ends.
 */
import { createInterface } from 'node:readline'
import { startRelay } from '../../apps/relay/src/index.ts'
import { logToStderr } from '../../apps/relay/src/main.ts'

export interface RelaySettings {
  readonly folder: string
  /** Where members come from, besides programs that say `http://localhost`. */
  readonly origins: readonly string[]
  readonly database?: string
  /** Limits for each address, as in earnest; otherwise none, because everybody here has one address. */
  readonly rates?: boolean
  /** Otherwise as in earnest. */
  readonly pingMs?: number
  /** It writes its log into a file in its folder, as an operator may have it do. */
  readonly log?: boolean
}

const { folder, origins, database, rates = false, pingMs, log = false } = JSON.parse(process.argv[2]!) as RelaySettings

// As when somebody sets the machine's clock: what counts time (timers) goes on, what asks for the time is told another one.
const trueNow = Date.now
let offset = 0
Date.now = () => trueNow() + offset

const relay = await startRelay({
  dataFolder: folder,
  port: 0,
  origins: ['http://localhost', ...origins],
  database: database === undefined ? undefined : { url: database },
  ...(rates ? {} : { routeRates: null, mostConnections: 20_000 }),
  ...(pingMs === undefined ? {} : { patience: { pingMs } }),
  ...(log || process.env['FAULTS_TELL'] !== undefined ? { tell: logToStderr() } : {}),
})
process.stdout.write(`${process.pid} ${relay.url}\n`)
createInterface(process.stdin)
  .on('line', (line) => {
    offset = Number(line.split(' ')[1])
  })
  .on('close', () => void relay.stop().then(() => process.exit(0)))
