/** `node bench/member/fill.ts ORIGIN COUNT`: a child process that fills a relay and prints the member as JSON. */
import { fill } from './people.ts'

const [origin, count] = process.argv.slice(2)
const member = await fill(origin!, Number(count), (done) => process.stderr.write(`\r  ${done} cases`))
// Snapshots follow when it has been quiet for five seconds; they go out one after another.
await new Promise((resolve) => setTimeout(resolve, 8000 + Number(count) * 6))
process.stderr.write('\n')
process.stdout.write(`${JSON.stringify(member)}\n`, () => process.exit(0))
