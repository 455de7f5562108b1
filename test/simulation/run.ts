/** `node test/simulation/run.ts [--seeds 200] [--from 1] [--steps 200] [--weather calm|stormy] [--tell]`: prints every seed in which something went wrong. */
import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '200' },
    weather: { type: 'string', default: 'stormy' },
    tell: { type: 'boolean', default: false },
  },
})

let failed = 0
const [first, count, steps] = [Number(values.from), Number(values.seeds), Number(values.steps)]
for (let seed = first; seed < first + count; seed++) {
  const began = performance.now()
  const broken = (error: unknown) => ({ wrong: [String(error instanceof Error ? error.stack : error)], kept: 0, cases: 0 })
  const { wrong, kept, cases } = await simulate(
    seed,
    steps,
    values.weather === 'calm' ? 'calm' : 'stormy',
    values.tell ? console.log : undefined,
  ).catch(broken)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (wrong.length > 0) failed++
  console.log(
    `seed ${seed}: ${wrong.length === 0 ? 'well' : `WRONG\n  ${wrong.join('\n  ')}`} (${kept} notes in ${cases} cases, ${seconds} s)`,
  )
}
console.log(`${count - failed} of ${count} runs of ${steps} steps ended well`)
process.exitCode = failed === 0 ? 0 : 1
