/**
 * The relay under test, in a process of its own: `serve.ts DATA-FOLDER [postgres://…]`. Prints its address; stops when its
 * standard input ends.
 */
import { startRelay } from '../../apps/relay/src/index.ts'

const [dataFolder = '', url] = process.argv.slice(2)
const database = url === undefined ? undefined : { url }
const relay = await startRelay({ dataFolder, port: 0, origins: ['http://localhost'], database, mostConnections: 20_000, routeRates: null })
process.stdout.write(`${relay.url}\n`)
process.stdin.resume()
process.stdin.on('end', () => void relay.stop().then(() => process.exit(0)))
