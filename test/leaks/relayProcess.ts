/** A relay in a process of its own, as an operator runs it: `node relayProcess.ts DATA-FOLDER [postgres://…]` prints its address. */
import { startRelay } from '../../apps/relay/src/index.ts'
import { logToStderr } from '../../apps/relay/src/main.ts'

const [, , dataFolder = '', url] = process.argv
const database = url === undefined ? undefined : { url }
const relay = await startRelay({ dataFolder, database, port: 0, tell: logToStderr(), workBits: 6 })
process.stdout.write(`${relay.url}\n`)
