import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { hex, type OrgId } from '@pergola/protocol'
import { temporaryFolder } from '../../testing/folder.ts'
import { storeContract } from '../contract.ts'
import { openSqliteStore } from './index.ts'

const folders: Awaited<ReturnType<typeof temporaryFolder>>[] = []
const newFile = async (): Promise<string> => {
  const folder = await temporaryFolder()
  folders.push(folder)
  return join(folder.path, 'relay.db')
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove()
})

storeContract('sqlite', async () => openSqliteStore(await newFile()))

describe('a relay database on disk', () => {
  const org = hex(randomBytes(16)) as OrgId

  it('keeps what it had after it is opened again', async () => {
    const path = await newFile()
    const first = openSqliteStore(path)
    await first.putCard(org, Uint8Array.of(1, 2, 3))
    await first.close()
    const second = openSqliteStore(path)
    expect(await second.card(org)).toEqual(Uint8Array.of(1, 2, 3))
    await second.close()
  })

  it('is not opened by a program older than its schema', async () => {
    const path = await newFile()
    await openSqliteStore(path).close()
    const database = new DatabaseSync(path)
    database.exec('pragma user_version = 99')
    database.close()
    expect(() => openSqliteStore(path)).toThrow('schema 99')
  })

  it('is not opened where write-ahead logging cannot be had', () => {
    expect(() => openSqliteStore(':memory:')).toThrow('does not keep what it acknowledges')
  })

  it('answers full when there is no room, holds nothing of that write, and goes on reading', async () => {
    const store = openSqliteStore(await newFile(), { pages: 80 })
    await store.putCard(org, Uint8Array.of(7))
    const alert = { org, mailbox: new Uint8Array(32), time: 1, envelope: new Uint8Array(60_000) }
    let outcome = 'done'
    for (let n = 0; n < 20 && outcome === 'done'; n++) outcome = await store.addAlert(alert, [])
    expect(outcome).toBe('full')
    const numbers = (await store.alerts(org, 0, 10_000_000)).map((row) => row.number)
    expect(numbers.length).toBe(await store.countAlerts(org))
    expect(await store.card(org)).toEqual(Uint8Array.of(7))
    await store.close()
  })
})
