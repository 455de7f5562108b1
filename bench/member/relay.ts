/** `node bench/member/relay.ts FOLDER [WEB-ROOT INTAKE-ROOT]`: a relay child with the limits that operators have; prints its origin. */
import { startRelay } from '@pergola/relay'

const [dataFolder, webRoot, intakeRoot] = process.argv.slice(2)
const relay = await startRelay({ dataFolder: dataFolder!, port: 0, ...(webRoot && intakeRoot ? { webRoot, intakeRoot } : {}) })
process.stdout.write(`${relay.url}\n`)
