/** A relay's data folder is read by somebody who has to know whether it is whole. */
import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hex } from '@pergola/protocol'
import { openDiskBlobs } from '../blobs/disk.ts'
import { startRelay, type Relay } from '../index.ts'
import { FIRST, writePush } from '../testing/author.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { foundNetwork, type TestNetwork } from '../testing/network.ts'
import { socketLink } from '../testing/socket-link.ts'
import { auditFolder } from './index.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
let relay: Relay
let network: TestNetwork
let file: string

beforeEach(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
  relay = await startRelay({ dataFolder: data, port: 0, origins: ['http://localhost'] })
  network = await foundNetwork(socketLink(relay.url))
  const { steward, org, stand } = network.local
  const first = writePush(steward.device, stand, FIRST, 5)
  await steward.client.ask({ t: 'push', space: org, commits: first.commits, signature: first.signature })
  const headers = { authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}` }
  file = hex(randomBytes(16))
  await fetch(`${relay.url}/api/blobs/${file}`, { method: 'PUT', headers, body: randomBytes(70_000) })
})
afterEach(async () => {
  await relay.stop()
  await folder.remove()
})

const look = async () => auditFolder(data, await openDiskBlobs(join(data, 'files')))

/** Somebody with the disk changes one thing. */
const change = async (sql: string): Promise<void> => {
  await relay.stop()
  const database = new DatabaseSync(join(data, 'relay.db'))
  database.exec(sql)
  database.close()
}

describe('verify', () => {
  it('OPS-7 finds everything in order, beside a relay that goes on working', async () => {
    expect(await look()).toEqual({ spaces: 3, entries: 4, commits: 5, files: 1, fileBytes: 70_000, faults: [] })
    expect((await readdir(data)).filter((name) => name.startsWith('copy-'))).toEqual([])
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(200)
  })

  it('OPS-7 finds a file that was changed, and one that is gone', async () => {
    const path = join(data, 'files', file.slice(0, 2), file.slice(2, 4), file)
    await writeFile(path, randomBytes(70_000))
    expect((await look()).faults).toEqual([{ what: 'file', id: file, at: null }])
    await rm(path)
    expect((await look()).faults).toEqual([{ what: 'file', id: file, at: null }])
  })

  const org = () => network.local.org
  it.each([
    [
      'a signature that was changed',
      `update push set bytes = cast(substr(bytes, 1, length(bytes) - 20) || x'00' || substr(bytes, length(bytes) - 18) as blob)`,
      () => ({ what: 'chain', id: org(), at: 1 }),
    ],
    [
      'a commit that was changed',
      `update push set bytes = cast(substr(bytes, 1, 200) || x'00' || substr(bytes, 202) as blob)`,
      () => ({ what: 'chain', id: org(), at: 1 }),
    ],
    ['a log that was cut', 'delete from push', () => ({ what: 'head', id: org(), at: 0 })],
    [
      'a head that is not what the log comes to',
      'update space set head = zeroblob(32) where pos > 0',
      () => ({ what: 'head', id: org(), at: 5 }),
    ],
    ['a time that was changed', 'update push set time = time + 1', () => ({ what: 'chain', id: org(), at: 1 })],
  ] as const)('OPS-7 finds %s', async (_what, sql, fault) => {
    await change(sql)
    expect((await look()).faults).toEqual([fault()])
    relay = await startRelay({ dataFolder: data, port: 0, origins: ['http://localhost'] })
  })

  it('OPS-7 finds a membership entry that was put in, changed or taken away', async () => {
    await change(`update control set signature = zeroblob(64) where seq = 1`)
    const { faults } = await look()
    expect(faults).toEqual([{ what: 'control', id: network.network.space, at: 1 }])
    relay = await startRelay({ dataFolder: data, port: 0, origins: ['http://localhost'] })
  })
})
