/** One target in a thread of its own: bounded memory, and a parser that never ends can be stopped from outside. */
import { parentPort, workerData } from 'node:worker_threads'
import { targets } from './all.ts'
import { watchAllocations } from './bounded.ts'
import { Coverage } from './coverage.ts'
import { fuzz } from './engine.ts'
import { keptSeeds } from './seeds.ts'

interface Asked {
  readonly name: string
  readonly inputs: number
  readonly seed: number
}

/** Inputs by which new code is found; those after them are many times faster. */
const GUIDED = 20_480

const { name, inputs, seed } = workerData as Asked
const target = targets.find((one) => one.name === name)
if (!target || !parentPort) throw new Error(`no target ${name}`)
const port = parentPort
// Refusals are errors inside the codec; without their stacks a million cost seconds.
Error.stackTraceLimit = 0
const coverage = new Coverage()
await coverage.start()
watchAllocations()
const seeds = (): readonly Uint8Array[] => [...target.seeds(), ...keptSeeds(name)]
const outcome = await fuzz({ ...target, seeds }, { inputs, seed, coverage, guided: GUIDED, alive: (done) => port.postMessage({ done }) })
port.postMessage({ outcome, blocks: coverage.size })
