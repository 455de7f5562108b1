/**
 * `npm run fuzz -- --inputs 1000000`: every parser at a boundary, guided by coverage, and a table at the end.
 * `--only WORDS` names targets, `--seed N` another sequence, `--keep` keeps what reached new code in `seeds/`. Exit code 1 on a crash.
 */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { slowness, targets } from './all.ts'
import type { Outcome } from './engine.ts'
import { keepSeeds } from './seeds.ts'
import type { Target } from './target.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

/** Without a batch done in so long, a parser is taken not to end. */
const HANGS_MS = 60_000
const HEAP_MB = 512

interface Told {
  readonly done?: number
  readonly outcome?: Outcome
  readonly blocks?: number
}

type Result = { readonly outcome: Outcome; readonly blocks: number } | { readonly failed: string }

const inThread = (target: Target, inputs: number): Promise<Result> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: { name: target.name, inputs, seed: Number(values.seed) },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    const end = (result: Result): void => {
      clearTimeout(patience)
      void worker.terminate()
      resolve(result)
    }
    const patience = setTimeout(() => end({ failed: `nothing done in ${HANGS_MS / 1000} s: a parser that does not end` }), HANGS_MS)
    worker.on('message', ({ outcome, blocks = 0 }: Told) => {
      patience.refresh()
      if (outcome) end({ outcome, blocks })
    })
    worker.on('error', (error) => end({ failed: String(error) }))
  })

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(30) : String(cell).padStart(11))).join(' ')

const chosen = targets.filter(({ name }) => values.only === undefined || name.includes(values.only))
console.log(row(['parser', 'inputs', 'inputs/s', 'accepted', 'blocks', 'new seeds', 'crashes']))
let crashes = 0
let total = 0
for (const target of chosen) {
  const result = await inThread(target, Math.ceil(Number(values.inputs) / slowness(target)))
  if ('failed' in result) {
    crashes += 1
    console.log(row([target.name, '-', '-', '-', '-', '-', 1]))
    console.log(`  ${result.failed}`)
    continue
  }
  const { inputs, seconds, accepted, kept, crashes: found } = result.outcome
  total += inputs
  crashes += found.length
  console.log(row([target.name, inputs, Math.round(inputs / seconds), accepted, result.blocks, kept.length, found.length]))
  for (const { input, why } of found) console.log(`  ${why}\n  input ${Buffer.from(input).toString('hex').slice(0, 2000)}`)
  if (values.keep) keepSeeds(target.name, kept)
}
console.log(`${chosen.length} parsers, ${total} inputs, ${crashes} crashes`)
process.exit(crashes > 0 ? 1 : 0)
