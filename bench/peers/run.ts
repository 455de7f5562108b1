/**
 * `npm run bench:peers [-- updates load memory news] [-- --rounds 3]`: Pergola's relay and three others, on this machine, in one
 * run, each with durable storage. See README.md beside this file for what is compared and what is not.
 */
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { also, atLeast, atMost, mega, ms, table, whole, type Figure } from '../report.ts'
import type { Until } from './client.ts'
import { fill, measureIdle, measurePair, measureSync, measureUpdates, type Delay, type Filled } from './measures.ts'
import { endAll, type Start } from './processes.ts'

const PARTS = ['updates', 'load', 'memory', 'news'] as const
const { values, positionals } = parseArgs({ options: { rounds: { type: 'string', default: '3' } }, allowPositionals: true })
const rounds = Number(values.rounds)
const parts = positionals.length === 0 ? PARTS : PARTS.filter((part) => positionals.includes(part))

const { flags, env, compiled } = JSON.parse(readFileSync(join(import.meta.dirname, '../../apps/relay/node-start.json'), 'utf8')) as {
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly compiled: string
}
const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string })
    .version

interface Peer {
  readonly name: string
  readonly label: string
  readonly start: Start
}
/** What Node made of a program at its start before: for all, so that none pays for taking types off. */
const KEPT = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../..', compiled) }
const plain = (name: string): Start => ({ script: `${name}/server.ts`, flags: [], env: KEPT })
const PERGOLA: Peer = {
  name: 'pergola',
  label: 'Pergola (this tree)',
  start: { script: 'pergola/server.ts', flags, env: { ...env, ...KEPT } },
}
const ONE_SPACE: Peer = { name: 'pergola-one-space', label: 'Pergola, all in one space', start: PERGOLA.start }
const PEERS: readonly Peer[] = [
  { name: 'hocuspocus', label: `Hocuspocus ${versionOf('@hocuspocus/server')}`, start: plain('hocuspocus') },
  { name: 'automerge', label: `automerge-repo ${versionOf('@automerge/automerge-repo')}`, start: plain('automerge') },
  { name: 'jazz', label: `Jazz (cojson ${versionOf('cojson')})`, start: plain('jazz') },
]
const ALL = [PERGOLA, ...PEERS]

const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const spread = (numbers: readonly number[], show: (value: number) => string): string => numbers.map(show).join(' ')
const times = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} x`
const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, at) => cell.padEnd(widths[at]!))
    .join('  ')
    .trimEnd()
const grid = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => line(row, widths)).join('\n')
}

/** Everything once, then everything again: whatever else the machine does meanwhile, it does to all. */
const interleaved = async <K, T>(
  keys: readonly K[],
  measure: (key: K) => Promise<T>,
  turns = rounds,
): Promise<ReadonlyMap<K, readonly T[]>> => {
  const measured = new Map<K, T[]>(keys.map((key) => [key, []]))
  for (let turn = 0; turn < turns; turn++) for (const key of keys) measured.get(key)!.push(await measure(key))
  return measured
}

/** A peer that hangs when the machine is busy is measured anew, twice at most, and it is said. Only where nothing else is running meanwhile. */
const orAnew = <T>(label: string, measure: () => Promise<T>, tries = 2): Promise<T> =>
  measure().catch(async (error: unknown) => {
    await endAll()
    if (tries === 0) throw error
    process.stderr.write(`${label} is measured anew: ${String(error)}\n`)
    return orAnew(label, measure, tries - 1)
  })

const updates = async (): Promise<readonly Figure[]> => {
  const settings = [
    { peer: PERGOLA, until: 'acknowledged' as Until, what: 'on disk (fsync) before it answers' },
    { peer: PEERS[2]!, until: 'stored' as Until, what: 'set to fsync before it answers' },
    { peer: PEERS[0]!, until: 'stored' as Until, what: 'set to store at once (fsync) and to say so' },
    { peer: PEERS[1]!, until: 'stored' as Until, what: 'set to store at once (no fsync) and to say so' },
    { peer: PEERS[2]!, until: 'acknowledged' as Until, what: 'as it comes: stores (no fsync) before it answers' },
    { peer: PEERS[0]!, until: 'acknowledged' as Until, what: 'as it comes: answers, stores 2 to 10 s later' },
    { peer: PEERS[1]!, until: 'acknowledged' as Until, what: 'as it comes: answers, stores 0.1 s later (no fsync)' },
  ]
  const measured = await interleaved(settings, ({ peer, until }) => orAnew(peer.label, () => measureUpdates(peer.name, peer.start, until)))
  const rows = settings.map((setting) => {
    const of = measured.get(setting)!
    const [single, burst] = [of.map((round) => round.single), of.map((round) => round.burst)]
    return { ...setting, single, burst, one: middle(single.map(({ rate }) => rate)), many: middle(burst.map(({ rate }) => rate)) }
  })
  const [ours, ...theirs] = rows
  const stored = theirs.filter(({ until }) => until === 'stored')
  const answered = theirs.filter(({ until }) => until === 'acknowledged')
  process.stdout.write(
    `\n(a) 500-byte updates a second, 50 clients, each its own document; the next is sent when the one before is answered\n\n${grid([
      ['', '', 'one at a time', 'rounds', 'server µs each', '16 at a time', 'rounds', 'with storing after', 'server µs each', 'p99 of 16'],
      ...rows.map(({ peer, what, one, many, single, burst }) => [
        peer.label,
        what,
        whole(one),
        spread(
          single.map(({ rate }) => rate),
          whole,
        ),
        whole(middle(single.map(({ cpu }) => cpu))),
        whole(many),
        spread(
          burst.map(({ rate }) => rate),
          whole,
        ),
        whole(middle(burst.map((round) => round.stored))),
        whole(middle(burst.map(({ cpu }) => cpu))),
        ms(middle(burst.map(({ p99 }) => p99))),
      ]),
    ])}\n`,
  )
  const best = (of: typeof theirs, rate: (row: (typeof theirs)[number]) => number) => of.toSorted((a, b) => rate(b) - rate(a))[0]!
  const against = (what: string, of: typeof theirs, rate: (row: (typeof theirs)[number]) => number, goal: boolean): Figure => {
    const other = best(of, rate)
    const figure = atLeast(
      what,
      rate(ours!) / rate(other),
      3,
      times,
      `${other.peer.label}: ${whole(rate(other))}/s, ours ${whole(rate(ours!))}/s`,
    )
    return goal ? figure : { ...figure, what: `  ${what}`, goal: '', reached: null }
  }
  return [
    against('(a) stored before answered, 16 at a time, against the best', stored, ({ many }) => many, true),
    against('(a) stored before answered, one at a time', stored, ({ one }) => one, true),
    against('ours stored, theirs as they come, 16 at a time', answered, ({ many }) => many, false),
    against('ours stored, theirs as they come, one at a time', answered, ({ one }) => one, false),
  ]
}

const better = (what: string, ours: number, theirs: ReadonlyMap<Peer, number>, show: (value: number) => string, ratio: number): Figure => {
  const [peer, value] = [...theirs].toSorted(([, a], [, b]) => a - b)[0]!
  const beside = `${peer.label}: ${show(value)}, ours ${show(ours)}`
  return ratio === 1 ? atMost(what, ours / value, 1, times, beside) : atLeast(what, value / ours, ratio, times, beside)
}

const of = <T>(
  measured: ReadonlyMap<Peer, readonly T[]>,
  pick: (round: T) => number,
): { readonly ours: number; readonly theirs: ReadonlyMap<Peer, number> } => ({
  ours: middle(measured.get(PERGOLA)!.map(pick)),
  theirs: new Map(PEERS.map((peer) => [peer, middle(measured.get(peer)!.map(pick))])),
})

const load = async (): Promise<readonly Figure[]> => {
  const filled = new Map<Peer, Filled>()
  const all = [PERGOLA, ONE_SPACE, ...PEERS]
  for (const peer of all) filled.set(peer, await fill(peer.name, peer.start))
  const measured = await interleaved(all, (peer) => filled.get(peer)!.load())
  for (const { stop } of filled.values()) await stop()
  const { ours, theirs } = of(measured, (round) => round)
  const rows = all.map((peer) => [peer.label, ms(middle(measured.get(peer)!)), spread(measured.get(peer)!, ms)])
  process.stdout.write(
    `\n(b) a client that was never here loads 1,000 documents of 5,000 bytes\n\n${grid([['', 'median', 'rounds'], ...rows])}\n`,
  )
  return [
    better('(b) each document in a space of its own, against the quickest', ours, theirs, ms, 3),
    better('(b) all documents in one space', middle(measured.get(ONE_SPACE)!), theirs, ms, 3),
  ]
}

/** It hardly varies (within 5 % of its median in three rounds), and opening a thousand connections takes longest. */
const MEMORY_TURNS = 1

const memory = async (): Promise<readonly Figure[]> => {
  const measured = await interleaved(ALL, (peer) => orAnew(peer.label, () => measureIdle(peer.name, peer.start)), MEMORY_TURNS)
  const { ours, theirs } = of(measured, ({ full }) => full)
  const rows = ALL.map((peer) => {
    const rounds = measured.get(peer)!
    const [empty, full] = [middle(rounds.map((round) => round.empty)), middle(rounds.map((round) => round.full))]
    return [
      peer.label,
      mega(empty),
      mega(full),
      spread(
        rounds.map((round) => round.full),
        mega,
      ),
      `${(full - empty).toFixed(0)} KB`,
    ]
  })
  process.stdout.write(
    `\n(c) resident memory of the server, 1,000 connections with a small document each\n\n${grid([['', 'before', 'with 1,000', 'rounds', 'each'], ...rows])}\n`,
  )
  return [better('(c) memory, of the least', ours, theirs, mega, 1)]
}

const delayRow = (label: string, rounds: readonly Delay[]): readonly string[] => {
  const [p50, p99] = [rounds.map((round) => round.p50), rounds.map((round) => round.p99)]
  return [label, ms(middle(p50)), spread(p50, ms), ms(middle(p99)), spread(p99, ms)]
}

const news = async (): Promise<readonly Figure[]> => {
  const synced: Delay[] = []
  const measured = await interleaved(ALL, async (peer) => {
    if (peer === PERGOLA) synced.push(await measureSync())
    return orAnew(peer.label, () => measurePair(peer.name, peer.start))
  })
  const rows = [
    ...ALL.map((peer) => delayRow(peer.label, measured.get(peer)!)),
    delayRow('the disk alone: 8 KB appended and synced, which is in each of ours', synced),
  ]
  process.stdout.write(`\n(d) from a write to another client's having it\n\n${grid([['', 'p50', 'rounds', 'p99', 'rounds'], ...rows])}\n`)
  const [half, most] = [of(measured, ({ p50 }) => p50), of(measured, ({ p99 }) => p99)]
  return [
    better('(d) p50, of the least', half.ours, half.theirs, ms, 1),
    better('(d) p99, of the least', most.ours, most.theirs, ms, 1),
    also(
      '  of ours the disk alone, p50 and p99',
      `${ms(middle(synced.map(({ p50 }) => p50)))}, ${ms(middle(synced.map(({ p99 }) => p99)))}`,
    ),
  ]
}

const MEASURES = { updates, load, memory, news }
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void endAll().then(() => process.exit(130)))
process.stdout.write(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load ${loadavg()[0]!.toFixed(2)} before the start, ` +
    `${new Date().toISOString().slice(0, 10)}; median of ${rounds} rounds\n`,
)
try {
  const figures: Figure[] = []
  for (const part of parts) figures.push(...(await MEASURES[part]()))
  process.stdout.write(`\n${table(figures)}\n`)
} finally {
  await endAll()
}
process.exit(0)
