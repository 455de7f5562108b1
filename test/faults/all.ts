/**
 * `npm run faults`: every fault, one after the other, each in a process of its own; one table at the end. `-- --quick`: a few times each.
 * `-- kill power`: only those whose name has one of these words. Exit code 1 when anything is lost, stands twice, is broken or stuck,
 * or a fault could not be brought about.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FAULTS } from './faults.ts'
import { where } from './load.ts'
import { faultTable, isBad, type Fault, type Line, type Outcome } from './report.ts'

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
})
const timesOf = ({ times: [full, quick] }: Fault): number => (values.quick ? quick : full)

/** In the process of one fault. Whoever is ended before the time is over says what it waited for. */
const runOne = async (at: number): Promise<never> => {
  const fault = FAULTS[at]!
  process.once('SIGTERM', () => {
    console.error(`${fault.name}, ${fault.database}: ${where.now}`)
    process.exit(1)
  })
  const outcome = await fault.run(timesOf(fault))
  process.send!(outcome, () => process.exit(0))
  return new Promise(() => {})
}

const LAST_WORD_MS = 5_000

let running: ChildProcess | null = null
const end = (): void => {
  try {
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

const tryOne = async (fault: Fault, at: number): Promise<Line> => {
  const { name, database } = fault
  const why = fault.missing()
  if (why !== null) return { fault: name, database, outcome: null, seconds: 0, why: `skipped: ${why}` }
  const temporary = mkdtempSync(join(tmpdir(), 'pergola-faults-all-'))
  // A database that root may not run runs as somebody else, who must be able to go through.
  chmodSync(temporary, 0o711)
  const began = performance.now()
  let outcome: Outcome | null = null
  const child = fork(import.meta.filename, ['--only', String(at), ...(values.quick ? ['--quick'] : [])], {
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
  })
  running = child
  child.on('message', (message) => (outcome = message as Outcome))
  const late = setTimeout(() => child.kill('SIGTERM'), fault.minutes * 60_000)
  const tooLate = setTimeout(end, fault.minutes * 60_000 + LAST_WORD_MS)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  for (const timer of [late, tooLate]) clearTimeout(timer)
  end()
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
  const seconds = (performance.now() - began) / 1000
  return {
    fault: name,
    database,
    outcome,
    seconds,
    why: outcome === null ? `FAILED: ${seconds > fault.minutes * 60 ? 'ended after its time' : `stopped (${code})`}` : '',
  }
}

const failed = ({ outcome, why }: Line): boolean => (outcome === null ? why.startsWith('FAILED') : isBad(outcome))

const runAll = async (): Promise<number> => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      end()
      process.exit(130)
    })
  const lines: Line[] = []
  for (const [at, fault] of FAULTS.entries()) {
    if (positionals.length > 0 && !positionals.some((word) => fault.name.includes(word))) continue
    const line = await tryOne(fault, at)
    lines.push(line)
    console.log(`${failed(line) ? 'BAD ' : 'ok  '} ${fault.name}, ${fault.database}: ${line.seconds.toFixed(0)} s ${line.why}`)
  }
  const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n\n${faultTable(lines)}`)
  return lines.some(failed) ? 1 : 0
}

if (values.only !== undefined) await runOne(Number(values.only))
process.exit(await runAll())
