/**
 * A relay killed with `kill -9` under load, again and again, on the same data folder. After each start everything that was
 * ever acknowledged is there, in order, with a running hash that adds up. `node test/faults/kill.ts [kills]`, default 50.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitId, emptyHead, nextHead, type CommitId, type Receipt } from '@pergola/protocol'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import {
  FIRST,
  foundOrganisation,
  newDevice,
  newPerson,
  writePush,
  type Device,
  type Stand,
  type Writing,
  type WrittenPush,
} from '../../apps/relay/src/testing/author.ts'
import { DeviceClient } from '../../apps/relay/src/testing/device-client.ts'
import { socketLink } from '../../apps/relay/src/testing/socket-link.ts'

const WRITERS = 8

interface Writer {
  readonly device: Device
  readonly stand: Stand
  writing: Writing
  /** The push whose answer is still out: sent again after a restart, as a client does. */
  open: WrittenPush | null
  readonly acknowledged: { readonly last: CommitId; readonly receipt: Receipt }[]
}

export interface KillReport {
  readonly kills: number
  readonly acknowledged: number
  readonly lost: number
  readonly broken: number
}

const start = async (folder: string): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bench/relay/serve.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, url: line.toString().trim() }
}

const connect = async (url: string, device: Device): Promise<DeviceClient> => {
  const client = new DeviceClient(socketLink(url))
  await client.greet(device)
  return client
}

const newWriter = async (url: string): Promise<Writer> => {
  const device = newDevice(newPerson())
  const client = await connect(url, device)
  const { entry, stand } = foundOrganisation(device)
  const outcome = await client.outcome({ t: 'control', entry, permit: null })
  if (outcome !== 'accepted') throw new Error(outcome)
  client.close()
  return { device, stand, writing: FIRST, open: null, acknowledged: [] }
}

/** Pushes until the relay dies. */
const writeUntilDeath = async (url: string, writer: Writer): Promise<void> => {
  try {
    const client = await connect(url, writer.device)
    for (;;) {
      const push = (writer.open ??= writePush(writer.device, writer.stand, writer.writing, 1 + (writer.writing.seq % 7)))
      const answer = (await client.ask({ t: 'push', space: writer.stand.space, commits: push.commits, signature: push.signature })).at(-1)
      if (answer?.t !== 'receipt') throw new Error(`refused: ${answer?.t === 'refused' ? answer.error : answer?.t}`)
      writer.acknowledged.push({ last: push.next.prev, receipt: answer.receipt })
      writer.writing = push.next
      writer.open = null
    }
  } catch (error) {
    if ((error as Error).message.startsWith('refused')) throw error // a closed socket is what this is about
  }
}

/** Counts acknowledged pushes that are not where their receipt said, and logs whose hash does not add up. */
const audit = async (url: string, { device, stand, acknowledged }: Writer): Promise<{ readonly lost: number; readonly broken: number }> => {
  const client = await connect(url, device)
  const pages = await client.fetch(stand.space)
  client.close()
  const held = new Map<CommitId, string>()
  let head = emptyHead(sha256, stand.space)
  let pos = 0
  for (const { bytes, time } of pages.flatMap((page) => page.commits)) {
    const id = commitId(sha256, bytes)
    head = nextHead(sha256, head, id, time)
    held.set(id, `${++pos} ${head}`)
  }
  const lost = acknowledged.filter(({ last, receipt }) => held.get(last) !== `${receipt.pos} ${receipt.head}`).length
  return { lost, broken: pages.at(-1)?.head === head && pages.at(-1)?.pos === pos ? 0 : 1 }
}

const killOnce = async (folder: string, writers: readonly Writer[], afterMs: number) => {
  const { child, url } = await start(folder)
  const audits = await Promise.all(writers.map((writer) => audit(url, writer)))
  const writing = writers.map((writer) => writeUntilDeath(url, writer))
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  child.kill('SIGKILL')
  await Promise.all([once(child, 'exit'), ...writing])
  return audits
}

export const killRelay = async (kills: number): Promise<KillReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-kill-'))
  const first = await start(folder)
  const writers: Writer[] = []
  for (let n = 0; n < WRITERS; n++) writers.push(await newWriter(first.url))
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const audits: { readonly lost: number; readonly broken: number }[] = []
  for (let kill = 0; kill < kills; kill++) audits.push(...(await killOnce(folder, writers, 100 + ((kill * 37) % 250))))
  audits.push(...(await killOnce(folder, writers, 0)))
  await rm(folder, { recursive: true, force: true })
  const sum = (pick: (one: { lost: number; broken: number }) => number): number => audits.reduce((total, one) => total + pick(one), 0)
  const acknowledged = writers.reduce((total, writer) => total + writer.acknowledged.length, 0)
  return { kills, acknowledged, lost: sum((one) => one.lost), broken: sum((one) => one.broken) }
}

if (import.meta.main) {
  const { kills, acknowledged, lost, broken } = await killRelay(Number(process.argv[2] ?? 50))
  process.stdout.write(`kills ${kills}  acknowledged pushes ${acknowledged}  lost ${lost}  broken logs ${broken}\n`)
  process.exitCode = lost + broken > 0 || acknowledged === 0 ? 1 : 0
}
