/** Devices that write without end and remember every receipt, and the audit that holds the relay to them. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { commitId, emptyHead, hex, nextHead, parseCommit, type CommitId, type OrgId, type Receipt } from '@pergola/protocol'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import {
  FIRST,
  addDevice,
  foundOrganisation,
  foundSpace,
  newDevice,
  newPerson,
  writePush,
  type Device,
  type Stand,
  type Writing,
  type Written,
  type WrittenPush,
} from '../../apps/relay/src/testing/author.ts'
import { DeviceClient } from '../../apps/relay/src/testing/device-client.ts'
import { socketLink } from '../../apps/relay/src/testing/socket-link.ts'

export interface Writer {
  readonly device: Device
  readonly org: OrgId
  readonly stand: Stand
  writing: Writing
  /** The push whose answer is still out: sent again after a restart, as a client does. */
  open: WrittenPush | null
  /** `at`: Unix ms when the receipt was here, rounded down. */
  readonly acknowledged: { readonly last: CommitId; readonly receipt: Receipt; readonly at: number }[]
  /** Files that the relay said it keeps. */
  readonly files: { readonly id: string; readonly sha256: string; readonly at: number }[]
  /** Times the relay said that it has no room. */
  refusals: number
}

const PATIENCE_MS = 20
/** As our client: a relay that owes an answer for so long is not there any more. Nothing here waits for ever. */
const SILENCE_MS = 30_000
/** After so many pushes comes a file. */
const FILE_EVERY = 12
const FILE_BYTES = 20_000

/** Closes the line when the answer does not come, so that whoever waits for it is told. */
const answered = async <T>(client: DeviceClient, answer: Promise<T>): Promise<T> => {
  const late = setTimeout(() => {
    console.error(`no answer in ${SILENCE_MS} ms: the line is given up`)
    client.close()
  }, SILENCE_MS)
  try {
    return await answer
  } finally {
    clearTimeout(late)
  }
}

const connect = async (url: string, device: Device, localAddress?: string): Promise<DeviceClient> => {
  const client = new DeviceClient(socketLink(url, localAddress === undefined ? {} : { localAddress }))
  if ((await answered(client, client.greet(device))).t !== 'welcome') throw new Error('closed')
  return client
}

/** Sends an entry that must stand. */
export const place = async (url: string, device: Device, { entry, stand }: Written, localAddress?: string): Promise<Stand> => {
  const client = await connect(url, device, localAddress)
  const outcome = await answered(client, client.outcome({ t: 'control', entry, permit: null }))
  client.close()
  if (outcome !== 'accepted') throw new Error(outcome)
  return stand
}

/** Two devices of one person, writing to the same space. */
export const newPair = async (url: string): Promise<readonly Writer[]> => {
  const person = newPerson()
  const [first, second] = [newDevice(person, 1), newDevice(person, 2)]
  const founded = await place(url, first, foundOrganisation(first))
  const stand = await place(url, second, addDevice(second, founded))
  return [first, second].map((device) => writerIn(device, stand.space as OrgId, stand))
}

export const writerIn = (device: Device, org: OrgId, stand: Stand): Writer => ({
  device,
  org,
  stand,
  writing: { ...FIRST, control: stand.seq },
  open: null,
  acknowledged: [],
  files: [],
  refusals: 0,
})

/** The same devices in a new space of their organisation. */
export const inNewSpace = async (url: string, pair: readonly Writer[]): Promise<readonly Writer[]> => {
  const [{ device, org }] = pair as readonly [Writer, ...Writer[]]
  const stand = await place(url, device, foundSpace(device, 'case', org))
  return pair.map((writer) => writerIn(writer.device, org, stand))
}

/** False when the relay is busy or full and asks to be tried again. */
export const pushOnce = async (client: DeviceClient, writer: Writer): Promise<boolean> => {
  const push = (writer.open ??= writePush(writer.device, writer.stand, writer.writing, 1 + (writer.writing.seq % 7)))
  const { commits, signature } = push
  const answer = (await answered(client, client.ask({ t: 'push', space: writer.stand.space, commits, signature }))).at(-1)
  if (answer?.t === 'refused' && answer.error === 'storage_full') writer.refusals += 1
  if (answer?.t === 'refused' && (answer.error === 'busy' || answer.error === 'storage_full')) return false
  if (answer?.t !== 'receipt') throw new Error(`refused: ${answer?.t === 'refused' ? answer.error : answer?.t}`)
  writer.acknowledged.push({ last: push.next.prev, receipt: answer.receipt, at: Date.now() })
  writer.writing = push.next
  writer.open = null
  return true
}

const bearer = async (client: DeviceClient): Promise<{ readonly authorization: string }> => ({
  authorization: `Bearer ${hex((await client.first('welcome')).session)}`,
})

/** A file whose answer does not come is forgotten by its sender: only those that were acknowledged count. */
const sendFile = async (url: string, client: DeviceClient, writer: Writer): Promise<void> => {
  const [id, body] = [randomBytes(16).toString('hex'), randomBytes(FILE_BYTES)]
  const signal = AbortSignal.timeout(SILENCE_MS)
  const answer = await fetch(`${url}/api/blobs/${id}`, { method: 'PUT', headers: await bearer(client), body, signal })
  await answer.arrayBuffer()
  if (answer.status === 200) writer.files.push({ id, sha256: hex(sha256(body)), at: Date.now() })
  else if (answer.status === 507) writer.refusals += 1
}

const writeUntil = async (url: string, writer: Writer, stopped: () => boolean, pauseMs: number): Promise<void> => {
  const client = await connect(url, writer.device)
  for (let n = 1; !stopped(); n++) {
    if (n % FILE_EVERY === 0) await sendFile(url, client, writer)
    if (!(await pushOnce(client, writer))) await sleep(PATIENCE_MS)
    if (pauseMs > 0) await sleep(pauseMs)
  }
  client.close()
}

export interface WriteOptions {
  readonly from?: number
  readonly pauseMs?: number
}

/** Pushes until it is told to stop; when a process goes away, on to the next one. */
export const writeOn = async (
  urls: () => readonly string[],
  writer: Writer,
  stopped: () => boolean,
  { from = 0, pauseMs = 0 }: WriteOptions = {},
): Promise<void> => {
  for (let at = from; !stopped(); at++) {
    const all = urls()
    try {
      await writeUntil(all[at % all.length]!, writer, stopped, pauseMs)
    } catch (error) {
      if ((error as Error).message.startsWith('refused')) throw error // a closed socket is what this is about
      await sleep(PATIENCE_MS)
    }
  }
}

export interface Audited {
  /** Acknowledged pushes that are not where their receipt said, and files that are not what was sent. */
  readonly lost: number
  /** Commits that stand twice, and second commits of a device under one number. */
  readonly duplicates: number
  /** 1 when the log's hash does not add up, or a position is missing. */
  readonly broken: number
}

const filesLost = async (url: string, client: DeviceClient, { files }: Writer, before: number): Promise<number> => {
  const headers = await bearer(client)
  let lost = 0
  for (const file of files.filter(({ at }) => at < before)) {
    const answer = await fetch(`${url}/api/blobs/${file.id}`, { headers, signal: AbortSignal.timeout(SILENCE_MS) })
    if (hex(sha256(new Uint8Array(await answer.arrayBuffer()))) !== file.sha256) lost += 1
  }
  return lost
}

/** What the relay at `url` has of the space of these writers, held against what it acknowledged to them before `before` (Unix ms). */
export const audit = async (url: string, writers: readonly Writer[], before = Infinity, localAddress?: string): Promise<Audited> => {
  const { device, stand } = writers[0]!
  const client = await connect(url, device, localAddress)
  const pages = await answered(client, client.fetch(stand.space))
  const held = new Map<CommitId, string>()
  const numbers = new Set<string>()
  let head = emptyHead(sha256, stand.space)
  let [pos, duplicates, gaps] = [0, 0, 0]
  for (const page of pages) {
    if (page.commits.length > 0 && page.after !== pos) gaps += 1
    for (const { bytes, time } of page.commits) {
      const id = commitId(sha256, bytes)
      const commit = parseCommit(bytes)
      const number = commit.ok ? `${commit.value.header.device} ${commit.value.header.seq}` : id
      if (held.has(id) || numbers.has(number)) duplicates += 1
      numbers.add(number)
      head = nextHead(sha256, head, id, time)
      held.set(id, `${++pos} ${head}`)
    }
  }
  const whole = gaps === 0 && pages.at(-1)?.head === head && pages.at(-1)?.pos === pos
  let lost = 0
  for (const writer of writers) {
    const known = writer.acknowledged.filter(({ at }) => at < before)
    lost += known.filter(({ last, receipt }) => held.get(last) !== `${receipt.pos} ${receipt.head}`).length
    lost += await filesLost(url, client, writer, before)
  }
  client.close()
  return { lost, duplicates, broken: whole ? 0 : 1 }
}
