/** What is left on the disk of a space that ended, and what those who look after the relay find of it. */
import { randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endMessage, hex, type BlobId, type SignedSnapshot } from '@pergola/protocol'
import { openDiskBlobs } from '../blobs/disk.ts'
import { startRelay, type Relay } from '../index.ts'
import { FIRST, foundSpace, rotation, writeControl, writePush, writeSnapshot, type Stand, type WrittenPush } from '../testing/author.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { foundNetwork, join as letIn, stands, type Seat, type TestNetwork } from '../testing/network.ts'
import { socketLink } from '../testing/socket-link.ts'
import { auditFolder } from './index.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
let relay: Relay
let network: TestNetwork
let elif: Seat

const start = (): Promise<Relay> =>
  startRelay({ dataFolder: data, port: 0, origins: ['http://localhost'], routeRates: null, frameRate: null })

beforeEach(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
  relay = await start()
  network = await foundNetwork(socketLink(relay.url))
  elif = await letIn(socketLink(relay.url), network.local, 'editor')
})
afterEach(async () => {
  await relay.stop()
  await folder.remove()
})

interface Written {
  readonly stand: Stand
  readonly blob: BlobId
  /** Sixteen bytes, three times, out of everything that was sealed: one of them may be cut by the end of a page. */
  readonly pieces: readonly (readonly [string, Buffer])[]
}

const pieceOf = (name: string, bytes: Uint8Array) =>
  [3, 2, 1.5].map((part) => [name, Buffer.from(bytes.subarray(bytes.length / part, bytes.length / part + 16))] as const)

/** A case with commits large and small, three snapshots, a renewed key and a file. */
const caseOfAmina = async (): Promise<Written> => {
  const { client, device } = network.local.steward
  const founded = foundSpace(device, 'case', network.local.org, [{ org: network.shelter.org, role: 'contributor' }])
  let stand = await stands(network.local.steward, founded)
  const pushes: WrittenPush[] = []
  const snapshots: SignedSnapshot[] = []
  for (const size of [528, 4112, 528]) {
    const from = pushes.at(-1)?.next ?? FIRST
    const push = writePush(device, stand, from, 3, Uint8Array.from(randomBytes(size)))
    pushes.push(push)
    await client.outcome({ t: 'push', space: stand.space, commits: push.commits, signature: push.signature })
    const page = (await client.fetch(stand.space)).at(-1)!
    stand = { ...stand, pos: page.pos, head: page.head }
    snapshots.push(writeSnapshot(device, stand, 1))
    expect(await client.outcome({ t: 'snapshot', snapshot: snapshots.at(-1)! })).toBe('done')
  }
  const renewed = writeControl(device, stand, [rotation(2, [network.local.org, network.shelter.org])])
  stand = await stands(network.local.steward, renewed)
  const [blob, bytes] = [hex(randomBytes(16)) as BlobId, randomBytes(70_000)]
  const authorization = `Bearer ${hex((await client.first('welcome')).session)}`
  expect((await fetch(`${relay.url}/api/blobs/${blob}`, { method: 'PUT', headers: { authorization }, body: bytes })).status).toBe(200)
  const commits = pushes.flatMap((push, n) => push.commits.flatMap((commit, at) => pieceOf(`commit ${n}.${at}`, commit)))
  const wraps = [founded, renewed].flatMap(({ entry }, n) => pieceOf(`wrap ${n}`, entry.bytes))
  return {
    stand,
    blob,
    pieces: [...commits, ...snapshots.flatMap((one, n) => pieceOf(`snapshot ${n}`, one.bytes)), ...wraps, ...pieceOf('file', bytes)],
  }
}

const end = async ({ stand, blob }: Written): Promise<void> => {
  const { space, pos, head } = stand
  const signature = elif.device.signer.sign(endMessage({ space, pos, head, blobs: [blob] }, elif.device.id))
  const second = { device: elif.device.id, signature }
  await stands(network.local.steward, writeControl(network.local.steward.device, stand, [{ t: 'end', blobs: [blob], second }]))
}

/** Names of the pieces that stand in any file of the relay. */
const onDisk = async (pieces: Written['pieces']): Promise<readonly string[]> => {
  const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const held = await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name))))
  return [...new Set(pieces.flatMap(([name, bytes]) => (held.some((file) => file.includes(bytes)) ? [name] : [])))]
}

describe('a space that ended', () => {
  it('END-4 leaves nothing that was sealed in the database, its free pages, its write-ahead log or the files, beside a relay that works', async () => {
    const one = await caseOfAmina()
    const beside = await caseOfAmina()
    const before = await onDisk(one.pieces)
    expect(before.length).toBeGreaterThan(12)
    await end(one)
    await expect.poll(() => onDisk(one.pieces)).toEqual([])
    // Of three snapshots two are kept; the first went with the write-ahead log.
    expect(await onDisk(beside.pieces)).toEqual(before.filter((name) => name !== 'snapshot 0'))
  })

  it('END-7 is whole to an audit, and to a relay that starts again; what somebody left of it, or put in, is a fault', async () => {
    const one = await caseOfAmina()
    await end(one)
    await expect.poll(() => onDisk(one.pieces)).toEqual([])
    const look = async () => auditFolder(data, await openDiskBlobs(join(data, 'files')))
    expect((await look()).faults).toEqual([])
    await relay.stop()
    relay = await start()
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(200)
    expect((await look()).faults).toEqual([])
    await relay.stop()
    const database = new DatabaseSync(join(data, 'relay.db'))
    const { space } = one.stand
    const change = async (sql: string, back: string, what: 'head' | 'control'): Promise<void> => {
      database.exec(sql)
      expect((await look()).faults.map((fault) => [fault.what, fault.id])).toEqual([[what, space]])
      database.exec(back)
    }
    const key = `x'${space}'`
    await change(
      `insert into push select ${key}, 1, 1, zeroblob(16), 1, 1, zeroblob(32), zeroblob(32), 1, zeroblob(9)`,
      `delete from push where space = ${key}`,
      'head',
    )
    await change(`update space set pos = pos + 1 where space = ${key}`, `update space set pos = pos - 1 where space = ${key}`, 'head')
    await change(`update control set signature = zeroblob(64) where space = ${key}`, '', 'control')
    database.close()
    relay = await start()
  })
})
