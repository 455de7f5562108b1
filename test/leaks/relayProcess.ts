/** A relay in a process of its own, as an operator runs it: `node relayProcess.ts <data folder>` prints its address. */
import { startRelay } from '../../apps/relay/src/index.ts'
import { toStderr } from '../../apps/relay/src/main.ts'

const relay = await startRelay({ dataFolder: process.argv[2]!, port: 0, tell: toStderr, workBits: 6 })
process.stdout.write(`${relay.url}\n`)
