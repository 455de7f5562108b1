/**
 * A profile folder: what one person on one machine holds. `profile.json` (which relay), `client.db` (everything else, sealed
 * under the passphrase), `in-use` while a command works with it: two at once would write one device's chain twice.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { nodePorts } from '../ports/nodePorts.ts'
import { Complaint } from '../voice.ts'

export interface Profile {
  readonly folder: string
  readonly relay: string
}

export const profileFolder = (typed: string, env: Readonly<Record<string, string | undefined>>): string =>
  typed || (env['PERGOLA_PROFILE'] ?? join(homedir(), '.pergola'))

const settingsPath = (folder: string): string => join(folder, 'profile.json')

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readSettings = (folder: string): unknown => {
  try {
    return JSON.parse(readFileSync(settingsPath(folder), 'utf8'))
  } catch (error) {
    if (isMissing(error)) return null
    throw new Complaint(`${settingsPath(folder)} cannot be read.`, 'Restore the file, or begin anew with another --profile.')
  }
}

/** Null before `found`, `join` or `sign-in` made it. */
export const findProfile = (folder: string): Profile | null => {
  const settings = readSettings(folder)
  const relay = (settings as { relay?: unknown } | null)?.relay
  return typeof relay === 'string' ? { folder, relay } : null
}

export const openProfile = (folder: string): Profile => {
  const profile = findProfile(folder)
  if (profile) return profile
  throw new Complaint(`There is no profile in ${folder}.`, 'Begin with `pergola found`, `pergola join` or `pergola sign-in`.')
}

export const makeProfile = (folder: string, relay: string): Profile => {
  if (findProfile(folder))
    throw new Complaint(
      `${folder} holds a profile already.`,
      'Give another folder with --profile, or remove this one with `pergola forget`.',
    )
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder, relay }
}

export const keepProfile = ({ folder, relay }: Profile): void =>
  writeFileSync(settingsPath(folder), `${JSON.stringify({ relay })}\n`, { mode: 0o600 })

export const removeProfile = ({ folder }: Profile): void => {
  for (const name of ['profile.json', 'client.db', 'client.db-wal', 'client.db-shm', 'in-use']) rmSync(join(folder, name), { force: true })
}

/** The origin that sign-in is bound to: no path, no trailing slash. */
export const relayOrigin = (typed: string): string => {
  const url = URL.parse(typed)
  if (url && /^https?:$/u.test(url.protocol)) return url.origin
  throw new Complaint(`"${typed}" is not an address of a relay.`, 'Write it as https://relay.example or http://127.0.0.1:8765.', 2)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Takes the folder for this process; the function gives it back. */
const takeFolder = (folder: string): (() => void) => {
  const path = join(folder, 'in-use')
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch {
    const holder = Number(readFileSync(path, 'utf8'))
    if (holder !== process.pid && isAlive(holder))
      throw new Complaint(`Another pergola (process ${holder}) is working with ${folder}.`, 'Wait until it is done.')
    writeFileSync(path, String(process.pid), { mode: 0o600 })
  }
  return () => rmSync(path, { force: true })
}

export interface OpenPorts {
  readonly ports: ReturnType<typeof nodePorts>
  readonly close: () => void
}

export const openPorts = ({ folder, relay }: Profile): OpenPorts => {
  const giveBack = takeFolder(folder)
  const ports = nodePorts(relay, join(folder, 'client.db'))
  return {
    ports,
    close: () => {
      ports.close()
      giveBack()
    },
  }
}
