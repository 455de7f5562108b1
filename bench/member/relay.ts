/** `node bench/member/relay.ts FOLDER`: a relay child; prints its origin. Rate limits are off: one machine plays thousands. */
import { startRelay } from '@pergola/relay'

const relay = await startRelay({ dataFolder: process.argv[2]!, port: 0 })
process.stdout.write(`${relay.url}\n`)
