import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hex, type Head, type OrgId, type SpaceId } from '@pergola/protocol'
import { postgresMissing, startPostgres, type TestPostgres } from '../../testing/postgres.ts'
import { storeContract } from '../contract.ts'
import { Outdated, type Batch, type ControlAppend, type SpaceRow } from '../store.ts'
import { openStore } from '../open.ts'
import { Unusable, openPostgresStore } from './index.ts'

const missing = postgresMissing()
const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const empty: Batch = { pushes: [], controls: [], spaces: [], usage: [], seen: [], networks: null }

const founding = (kind: SpaceRow['kind']): { readonly row: SpaceRow; readonly entry: ControlAppend } => {
  const row = { space: hex(bytes(16)) as SpaceId, kind, pos: 0, head: hex(bytes(32)) as Head, control: 0 }
  const signed = { bytes: bytes(100), signature: bytes(64) }
  return {
    row,
    entry: {
      space: row.space,
      seq: 0,
      id: hex(bytes(32)) as Head,
      signed,
      members: [],
      devices: [],
      persons: [],
      invitation: null,
      ended: null,
    },
  }
}

const refusal = async (opening: Promise<unknown>): Promise<Unusable> => {
  const error = await opening.catch((why: unknown) => why)
  if (!(error instanceof Unusable)) throw error
  return error
}

describe.skipIf(missing !== null)(`PostgreSQL${missing ? `: ${missing}` : ''}`, () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  const opened = async () => openPostgresStore({ url: await server.database() })
  const run = async (url: string, sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  storeContract('postgres', opened)

  it('DB-3 writes nothing that rests on a membership which has moved since', async () => {
    const store = await opened()
    const [org, file] = [founding('organisation'), founding('case')]
    await store.append({ ...empty, controls: [org.entry], spaces: [org.row] })
    await store.append({ ...empty, controls: [{ ...org.entry, seq: 1 }], spaces: [{ ...org.row, control: 1 }] })
    const batch = { ...empty, controls: [file.entry], spaces: [file.row] }
    const resting = (control: number) => store.append({ ...batch, seen: [{ space: org.row.space, control }] })
    await expect(resting(0)).rejects.toThrow(Outdated)
    expect(await store.space(file.row.space)).toBeNull()
    expect(await resting(1)).toBe('done')
    await store.close()
  })

  it('DB-1 founds one first network, however many are founded at once', async () => {
    const url = await server.database()
    const stores = await Promise.all([0, 1, 2, 3].map(() => openPostgresStore({ url })))
    const found = stores.map((store) => {
      const { row, entry } = founding('network')
      return store.append({ ...empty, controls: [entry], spaces: [row], networks: 0 })
    })
    const outcomes = await Promise.allSettled(found)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect((await stores[0]!.networks()).length).toBe(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('DB-7 is brought forward once by processes that start at the same time, and opened again as it was', async () => {
    const url = await server.database()
    const stores = await Promise.all([0, 1, 2, 3].map(() => openPostgresStore({ url })))
    const org = hex(bytes(16)) as OrgId
    await stores[0]!.putCard(org, Uint8Array.of(1, 2, 3))
    await Promise.all(stores.map((store) => store.close()))
    const again = await openPostgresStore({ url })
    expect(await again.card(org)).toEqual(Uint8Array.of(1, 2, 3))
    await again.close()
  })

  it('DB-6 is not opened by a program older than its schema', async () => {
    const url = await server.database()
    await (await openPostgresStore({ url })).close()
    await run(url, 'insert into schema_version values (99)')
    const { message, hint } = await refusal(openPostgresStore({ url }))
    expect(message).toContain('schema 99')
    expect(hint).toContain('newer relay')
  })

  it('DB-6 is not opened where a commit may be lost after it was acknowledged', async () => {
    const url = await server.database()
    const name = new URL(url).pathname.slice(1)
    await server.run(`alter database ${name} set synchronous_commit = off`)
    expect((await refusal(openPostgresStore({ url }))).message).toContain('synchronous_commit is off')
    const careless = await startPostgres(['fsync=off'])
    expect((await refusal(openPostgresStore({ url: await careless.database() }))).message).toContain('fsync is off')
    await careless.stop()
  })

  it('LOG-7 answers full when the server has no room, holds nothing of that write, and goes on reading', async () => {
    const url = await server.database()
    const store = await openPostgresStore({ url })
    const org = hex(bytes(16)) as OrgId
    await store.putCard(org, Uint8Array.of(7))
    const noRoom = "raise exception using errcode = 'disk_full'"
    await run(
      url,
      `create function no_room() returns trigger language plpgsql as $$ begin ${noRoom}; end $$;
       create trigger no_room before insert on alert for each row execute function no_room()`,
    )
    const alert = { org, mailbox: bytes(32), time: 1, envelope: bytes(10) }
    expect(await store.addAlert(alert, [])).toBe('full')
    expect(await store.countAlerts(org)).toBe(0)
    expect(await store.mailboxOrg(alert.mailbox)).toBeNull()
    expect(await store.card(org)).toEqual(Uint8Array.of(7))
    await run(url, 'drop trigger no_room on alert')
    expect(await store.addAlert(alert, [])).toBe('done')
    expect((await store.alerts(org, 0, 1000)).map(({ number }) => number)).toEqual([1])
    await store.close()
  })

  it('DB-6 is not opened for a relay with other keys', async () => {
    const url = await server.database()
    const [first, second] = [bytes(32), bytes(32)]
    await (await openStore('unused', { url }, first)).close()
    await (await openStore('unused', { url }, first)).close()
    expect((await refusal(openStore('unused', { url }, second))).message).toContain('other keys')
  })

  it('DB-6 says what is wrong without address, user or password', async () => {
    const secret = 'correct-horse'
    const open = (url: string) => refusal(openPostgresStore({ url }))
    const told = await Promise.all([
      open(`postgres://pergola:${secret}@127.0.0.1:${server.port}/relay`),
      open(`postgres://pergola@127.0.0.1:${server.port}/relay?password=${secret}`),
      open('postgres://pergola@127.0.0.1:1/relay'),
      open(`postgres://pergola@127.0.0.1:${server.port}/nowhere`),
      open(`postgres://${secret}@127.0.0.1:${server.port}/postgres`),
      open('mysql://somewhere/relay'),
      open('nonsense'),
    ])
    expect(told.map(({ message }) => message)).toEqual([
      'A password stands in the address of the database, where every user of this machine can see it.',
      'A password stands in the address of the database, where every user of this machine can see it.',
      'The database does not answer.',
      'There is no database of this name.',
      'The database does not let this user in.',
      'This is not the address of a PostgreSQL database.',
      'The address of the database cannot be read.',
    ])
    for (const { message, hint } of told) expect(`${message} ${hint}`).not.toMatch(/correct-horse|127\.0\.0\.1|nowhere/)
  })
})
