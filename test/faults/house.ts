/** One or two relay processes on one database, and lines to them for members. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type TestPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { openLine, type Line } from './line.ts'
import { killProcess, startProcess, type RelayProcess } from './processes.ts'
import type { RelaySettings } from './relayProcess.ts'

export type Database = 'sqlite' | 'postgres'

export interface Plan {
  readonly database?: Database
  /** Processes on one database; more than one needs PostgreSQL. */
  readonly processes?: number
  /** Somewhere else than in a temporary folder. */
  readonly folder?: string
  readonly under?: readonly string[]
  /** Between the relay and its database: what of an address of the database the relay is told. */
  readonly databaseBy?: (url: string) => Promise<string>
  readonly settings?: Partial<RelaySettings>
}

export interface House {
  readonly folder: string
  readonly postgres: TestPostgres | null
  /** One for each member: what befalls it befalls nobody else. */
  readonly lines: readonly Line[]
  readonly processes: RelayProcess[]
  /** Another process in the place of this one. */
  start(at: number): Promise<void>
  close(): Promise<void>
}

const LINES = 3
export const portOf = (url: string): number => Number(new URL(url).port)

export const urlsOf = ({ processes }: House): readonly string[] => processes.map(({ url }) => url)

export const openHouse = async (plan: Plan = {}): Promise<House> => {
  const { database = 'sqlite', under = [], settings = {}, databaseBy = async (url) => url } = plan
  const count = plan.processes ?? (database === 'postgres' ? 2 : 1)
  const folder = plan.folder ?? (await mkdtemp(join(tmpdir(), 'pergola-faults-')))
  const postgres = database === 'postgres' ? await startPostgres() : null
  const url = postgres ? await databaseBy(await postgres.database()) : undefined
  const lines = await Promise.all(Array.from({ length: LINES }, openLine))
  const told: RelaySettings = {
    folder,
    origins: lines.map((line) => line.url),
    ...(url === undefined ? {} : { database: url }),
    ...settings,
  }
  const processes: RelayProcess[] = []
  for (let n = 0; n < count; n++) processes.push(await startProcess(told, under))
  // Members begin at different processes, and go to the others when theirs does not answer.
  for (const [at, line] of lines.entries()) line.to(() => processes.map((_, n) => portOf(processes[(at + n) % processes.length]!.url)))
  return {
    folder,
    postgres,
    lines,
    processes,
    start: async (at) => {
      processes[at] = await startProcess(told, under)
    },
    close: async () => {
      await Promise.all(processes.map(killProcess))
      await Promise.all(lines.map((line) => line.close()))
      await postgres?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
