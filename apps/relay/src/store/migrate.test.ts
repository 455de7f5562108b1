/** A relay with a small network moves from its file into PostgreSQL and goes on there, with the same key. */
import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryBlobs } from '../blobs/memory.ts'
import { startRelay, type Relay } from '../index.ts'
import { FIRST, foundSpace, permitOf, writePush, writeSnapshot, type Stand, type Writing } from '../testing/author.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { foundNetwork, join as letIn, seat, stands, type Seat, type TestNetwork } from '../testing/network.ts'
import { postgresMissing, startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { socketLink } from '../testing/socket-link.ts'
import { auditFolder, copyOfDatabase } from '../upkeep/index.ts'
import { migrateToPostgres } from './migrate.ts'
import { openPostgresStore } from './postgres/index.ts'

const missing = postgresMissing()

describe.skipIf(missing !== null)(`between SQLite and PostgreSQL${missing ? `: ${missing}` : ''}`, () => {
  let server: TestPostgres
  let url: string
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let relay: Relay | null
  let network: TestNetwork
  let amina: Seat
  let caseStand: Stand
  let writing: Writing

  const start = (database?: { readonly url: string }): Promise<Relay> =>
    startRelay({ dataFolder: folder.path, port: 0, origins: ['http://localhost'], database, routeRates: null, frameRate: null })

  const is = (outcome: string, expected: string): void => {
    if (outcome !== expected) throw new Error(outcome)
  }

  const stop = async (): Promise<void> => {
    await relay?.stop()
    relay = null
  }

  const write = async (who: Seat, count: number): Promise<string> => {
    const { commits, signature, next } = writePush(who.device, caseStand, writing, count)
    writing = next
    return who.client.outcome({ t: 'push', space: caseStand.space, commits, signature })
  }

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  beforeEach(async () => {
    folder = await temporaryFolder()
    url = await server.database()
    const sqlite = await start()
    relay = sqlite
    network = await foundNetwork(socketLink(sqlite.url))
    await letIn(socketLink(sqlite.url), network.local, 'editor')
    amina = network.local.steward
    caseStand = await stands(amina, foundSpace(amina.device, 'case', network.local.org))
    writing = FIRST
    for (let n = 0; n < 20; n++) is(await write(amina, 1 + (n % 5)), 'receipt')
    is(await amina.client.outcome({ t: 'snapshot', snapshot: writeSnapshot(amina.device, caseStand, 1) }), 'done')
    is(await amina.client.outcome({ t: 'card', card: Uint8Array.from(randomBytes(300)) }), 'done')
    const { permitHash, ...permit } = permitOf()
    const invite = { t: 'invite', invitation: permit.invitation, permitHash, kind: 'person', expires: Date.now() + 60_000 } as const
    is(await amina.client.outcome({ ...invite, sealed: new Uint8Array(8) }), 'done')
  })

  afterEach(async () => {
    await stop()
    await folder.remove()
  })

  const migrate = () => migrateToPostgres({ folder: folder.path, database: { url } })

  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  it('DB-8 copies everything, checks it there, and members go on writing where they were', async () => {
    await stop()
    const { rows, spaces, commits } = await migrate()
    expect({ spaces, commits }).toEqual({ spaces: 4, commits: 60 })
    expect(rows).toMatchObject({ push: 20, snapshot: 1, card: 1, device: 3, invitation: 2, space: 4 })
    relay = await start({ url })
    const back = await seat(socketLink(relay.url), amina.device)
    expect(await write(back, 2)).toBe('receipt')
    const pages = await back.client.fetch(caseStand.space)
    expect(pages.at(-1)!.pos).toBe(62)
    expect((await back.client.ask({ t: 'list' })).find(({ t }) => t === 'listed')).toMatchObject({ spaces: { length: 3 } })
  })

  it('DB-8 refuses while a relay works on the folder, and a target that has something in it', async () => {
    await expect(migrate()).rejects.toThrow('A relay works on this folder.')
    await stop()
    const used = await openPostgresStore({ url })
    await expect(migrate()).rejects.toThrow('A relay works on the target database.')
    await used.putCard(network.local.org, Uint8Array.of(1))
    await used.close()
    await expect(migrate()).rejects.toThrow('The target database is not empty.')
  })

  it('DB-8 does not serve what broke off, and begins it anew', async () => {
    await stop()
    await migrate()
    await run("insert into relay values ('unfinished migration', ''); delete from push where last > 10")
    await expect(openPostgresStore({ url })).rejects.toThrow('was not finished')
    expect((await migrate()).rows['push']).toBe(20)
    await (await openPostgresStore({ url })).close()
  })

  it('DB-8 says so when what arrived does not check out', async () => {
    await stop()
    await (await openPostgresStore({ url })).close()
    await run(
      'create function spoil() returns trigger language plpgsql as $$ begin new.bytes := set_byte(new.bytes, 200, get_byte(new.bytes, 200) # 1); return new; end $$; create trigger spoil before insert on push for each row execute function spoil()',
    )
    await expect(migrate()).rejects.toThrow('do not check out after copying')
    await expect(openPostgresStore({ url })).rejects.toThrow('was not finished')
  })

  it('DB-9 is copied out of PostgreSQL as it stood at one moment while members write, checks out, and is served as a file', async () => {
    await stop()
    await migrate()
    await rm(join(folder.path, 'relay.db'))
    relay = await start({ url })
    const back = await seat(socketLink(relay.url), amina.device)
    let busy = true
    let written = 0
    const writer = (async () => {
      while (busy) {
        const { commits, signature, next } = writePush(back.device, caseStand, writing, 3)
        writing = next
        is(await back.client.outcome({ t: 'push', space: caseStand.space, commits, signature }), 'receipt')
        written += 3
      }
    })()
    const audited = await auditFolder(folder.path, createMemoryBlobs(), { url })
    const copy = await copyOfDatabase(folder.path, { url })
    busy = false
    await writer
    expect(audited.faults).toEqual([])
    expect(audited.commits).toBeGreaterThanOrEqual(60)
    await rename(copy.path, join(folder.path, 'relay.db'))
    await copy.remove()
    await stop()
    expect(await auditFolder(folder.path, createMemoryBlobs())).toMatchObject({ spaces: 4, faults: [] })
    relay = await start()
    const pages = await (await seat(socketLink(relay.url), amina.device)).client.fetch(caseStand.space)
    expect(pages.at(-1)!.pos).toBeGreaterThanOrEqual(60)
    expect(pages.at(-1)!.pos).toBeLessThanOrEqual(60 + written)
  })

  it('DB-9 is not read by a program of another version, and leaves no copy behind', async () => {
    await stop()
    await migrate()
    await run('insert into schema_version values (99)')
    await expect(auditFolder(folder.path, createMemoryBlobs(), { url })).rejects.toThrow('The database has schema 99')
    expect((await readdir(folder.path)).filter((name) => name.startsWith('copy-'))).toEqual([])
  })
})
