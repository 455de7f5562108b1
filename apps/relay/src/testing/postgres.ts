/**
 * A PostgreSQL of one test's own: the one that is installed, in a temporary folder, on a free port of this machine and on a
 * socket in that folder. It cannot run as root, so root starts it as user `postgres` or `nobody`. It ends with this process,
 * also when that is killed: a shell between the two stops the server when its standard input closes.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface TestPostgres {
  readonly folder: string
  readonly port: number
  /** A new, empty database. */
  database(): Promise<string>
  /** Runs a statement as the superuser in database `postgres`. */
  run(sql: string): Promise<void>
  /** As after `pg_ctl restart -m immediate`: no clean shutdown, recovery from the log. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'

const folders = (): readonly string[] => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : []
  return [...(process.env['PATH'] ?? '').split(delimiter), ...versions.map((version) => join(DEBIAN, version, 'bin'))]
}

const program = (name: string): string | null =>
  folders()
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null

/** Why these tests cannot run here, or null. */
export const postgresMissing = (): string | null =>
  program('postgres') && program('initdb') ? null : 'PostgreSQL is not installed here (apt-get install postgresql), so this was not tried'

interface Ids {
  readonly uid?: number
  readonly gid?: number
}

const serverUser = (): Ids => {
  if (process.getuid?.() !== 0) return {}
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return {}
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'max_connections=100',
  'shared_buffers=64MB',
  'max_wal_size=4GB',
  'logging_collector=off',
  'log_min_messages=fatal',
] as const

const WATCHED = '"$@" & server=$!; read -r _; kill -QUIT $server; wait $server'

const launch = (folder: string, port: number, ids: Ids, settings: readonly string[]): ChildProcess => {
  const options = [...SETTINGS, `unix_socket_directories=${folder}`, `port=${port}`, ...settings].flatMap((one) => ['-c', one])
  return spawn('/bin/sh', ['-c', WATCHED, 'postgres', program('postgres')!, '-D', join(folder, 'data'), ...options], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: folder,
    ...ids,
  })
}

const superuser = (port: number, database = 'postgres'): string => `postgres://pergola@127.0.0.1:${port}/${database}`

const untilReady = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    const client = new pg.Client({ connectionString: superuser(port) })
    try {
      await client.connect()
      return
    } catch {
      await sleep(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error('the PostgreSQL of this test did not start')
}

/** `settings`: as in postgresql.conf, `name=value`. Durable, as in earnest, unless they say otherwise. */
export const startPostgres = async (settings: readonly string[] = []): Promise<TestPostgres> => {
  const ids = serverUser()
  const folder = await mkdtemp(join(tmpdir(), 'pergola-pg-'))
  if (ids.uid !== undefined) await chown(folder, ids.uid, ids.gid!)
  const made = spawnSync(
    program('initdb')!,
    ['-D', join(folder, 'data'), '-U', 'pergola', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    { cwd: folder, ...ids },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  let server = launch(folder, port, ids, settings)
  await untilReady(port)
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: superuser(port) })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  let databases = 0
  const halt = async (): Promise<void> => {
    const ended = once(server, 'exit')
    server.stdin!.end()
    await ended
  }
  return {
    folder,
    port,
    run,
    database: async () => {
      const name = `relay${++databases}`
      await run(`create database ${name}`)
      return superuser(port, name)
    },
    crash: async () => {
      const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')
      const ended = once(server, 'exit')
      process.kill(Number(pid), 'SIGQUIT')
      server.stdin!.end()
      await ended
      server = launch(folder, port, ids, settings)
      await untilReady(port)
    },
    stop: async () => {
      await halt()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
