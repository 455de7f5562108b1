/** Devices that write without end and remember every receipt, and the audit that holds the relay to them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { commitId, emptyHead, nextHead, type CommitId, type Receipt } from '@pergola/protocol'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import {
  FIRST,
  addDevice,
  foundOrganisation,
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
  readonly stand: Stand
  writing: Writing
  /** The push whose answer is still out: sent again after a restart, as a client does. */
  open: WrittenPush | null
  readonly acknowledged: { readonly last: CommitId; readonly receipt: Receipt }[]
}

const PATIENCE_MS = 20

const connect = async (url: string, device: Device): Promise<DeviceClient> => {
  const client = new DeviceClient(socketLink(url))
  if ((await client.greet(device)).t !== 'welcome') throw new Error('closed')
  return client
}

const place = async (url: string, device: Device, { entry, stand }: Written): Promise<Stand> => {
  const client = await connect(url, device)
  const outcome = await client.outcome({ t: 'control', entry, permit: null })
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
  return [first, second].map((device) => ({ device, stand, writing: { ...FIRST, control: 1 }, open: null, acknowledged: [] }))
}

/** False when the relay is busy and asks to be tried again. */
const pushOnce = async (client: DeviceClient, writer: Writer): Promise<boolean> => {
  const push = (writer.open ??= writePush(writer.device, writer.stand, writer.writing, 1 + (writer.writing.seq % 7)))
  const answer = (await client.ask({ t: 'push', space: writer.stand.space, commits: push.commits, signature: push.signature })).at(-1)
  if (answer?.t === 'refused' && answer.error === 'busy') return false
  if (answer?.t !== 'receipt') throw new Error(`refused: ${answer?.t === 'refused' ? answer.error : answer?.t}`)
  writer.acknowledged.push({ last: push.next.prev, receipt: answer.receipt })
  writer.writing = push.next
  writer.open = null
  return true
}

/** Pushes until it is told to stop; when a process goes away, on to the next one. */
export const writeOn = async (urls: () => readonly string[], writer: Writer, from: number, stopped: () => boolean): Promise<void> => {
  for (let at = from; !stopped(); at++) {
    const all = urls()
    try {
      const client = await connect(all[at % all.length]!, writer.device)
      while (!stopped()) if (!(await pushOnce(client, writer))) await sleep(PATIENCE_MS)
      client.close()
    } catch (error) {
      if ((error as Error).message.startsWith('refused')) throw error // a closed socket is what this is about
      await sleep(PATIENCE_MS)
    }
  }
}

export interface Audited {
  /** Acknowledged pushes that are not where their receipt said. */
  readonly lost: number
  /** 1 when the log's hash does not add up, or a position is missing or there twice. */
  readonly broken: number
}

export const audit = async (url: string, { device, stand, acknowledged }: Writer): Promise<Audited> => {
  const client = await connect(url, device)
  const pages = await client.fetch(stand.space)
  client.close()
  const held = new Map<CommitId, string>()
  let head = emptyHead(sha256, stand.space)
  let pos = 0
  for (const page of pages) {
    if (page.commits.length > 0 && page.after !== pos) return { lost: acknowledged.length, broken: 1 }
    for (const { bytes, time } of page.commits) {
      const id = commitId(sha256, bytes)
      head = nextHead(sha256, head, id, time)
      held.set(id, `${++pos} ${head}`)
    }
  }
  const lost = acknowledged.filter(({ last, receipt }) => held.get(last) !== `${receipt.pos} ${receipt.head}`).length
  return { lost, broken: pages.at(-1)?.head === head && pages.at(-1)?.pos === pos ? 0 : 1 }
}
