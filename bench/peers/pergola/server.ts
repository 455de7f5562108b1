/** `server.ts FOLDER`: the relay on SQLite, as operators start it. What it acknowledged is on disk. */
import { startRelay } from '../../../apps/relay/src/index.ts'
import { serveAs } from '../server.ts'

const relay = await startRelay({
  dataFolder: process.argv[2] ?? '',
  port: 0,
  origins: ['http://localhost'],
  mostConnections: 20_000,
  routeRates: null,
})
serveAs({ url: relay.url, settle: () => Promise.resolve() })
