/** The relay under test, in a process of its own. Prints its address; stops when its standard input ends. */
import { startRelay } from '../../apps/relay/src/index.ts'

const relay = await startRelay({ dataFolder: process.argv[2]!, port: 0, origins: ['http://localhost'] })
process.stdout.write(`${relay.url}\n`)
process.stdin.resume()
process.stdin.on('end', () => void relay.stop().then(() => process.exit(0)))
