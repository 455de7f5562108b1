/** What someone with a device, or with the relay's log, holds in their hands. */
import { decodeReplica, type Replica } from '../../packages/client/src/local/spaceRecord.ts'
import { localStore } from '../../packages/client/src/local/store.ts'
import { decodeSecrets, openVault, type Secrets } from '../../packages/client/src/local/vault.ts'
import { memoryPorts, shiftedClock, type MemoryStorage } from '@pergola/client/testing'
import type { MemoryRelay } from '@pergola/relay/testing'
import { concat, decode, encode, loggedCommits, parseCommit, u32, type Commit, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { crypto } from './people.ts'

const noTransport = { origin: '', connect: () => ({ send: () => {}, close: () => {} }), request: async () => null }
const stopped = shiftedClock(() => 0, { set: () => 0, clear: () => {} })

interface Seized {
  readonly storage: MemoryStorage
}

const opened = async ({ storage }: Seized, passphrase: string) => {
  const ports = memoryPorts(crypto, stopped, noTransport, storage)
  const key = await openVault(ports, passphrase)
  if (key === null) throw new Error('wrong passphrase')
  return localStore(storage, ports.local, key)
}

/** A space as an unlocked device keeps it: everything a member who was removed could have copied. */
export const keptBy = async (seized: Seized, passphrase: string, space: SpaceId): Promise<Replica> => {
  const bytes = await (await opened(seized, passphrase)).get('spaces', space)
  const replica = bytes && decodeReplica(space, bytes)
  if (!replica) throw new Error('this device does not hold the space')
  return replica
}

/** All spaces of one kind that an unlocked device keeps. */
export const spacesKeptBy = async (seized: Seized, passphrase: string, kind: SpaceKind): Promise<readonly Replica[]> => {
  const replicas: Replica[] = []
  for await (const batch of (await opened(seized, passphrase)).all('spaces')) {
    for (const [space, bytes] of batch) {
      const replica = decodeReplica(space as SpaceId, bytes)
      if (replica?.membership.kind === kind) replicas.push(replica)
    }
  }
  return replicas
}

/** Everything that lies on an unlocked device, table by table, opened. */
export const allKeptBy = async (seized: Seized, passphrase: string): Promise<readonly Uint8Array[]> => {
  const store = await opened(seized, passphrase)
  const everything: Uint8Array[] = []
  for (const table of ['secrets', 'spaces', 'pieces', 'index', 'outbox', 'search'] as const)
    for await (const batch of store.all(table)) everything.push(...batch.map(([, bytes]) => bytes))
  return everything
}

/** The keys of a device and its owner. */
export const secretsOf = async (seized: Seized, passphrase: string): Promise<Secrets> => {
  const bytes = await (await opened(seized, passphrase)).get('secrets', 'me')
  const secrets = bytes && decodeSecrets(bytes)
  if (!secrets) throw new Error('no secrets here')
  return secrets
}

/** A space's commits from the relay's own disk. */
export const logOf = async ({ store }: Pick<MemoryRelay, 'store'>, space: SpaceId): Promise<readonly Commit[]> => {
  const commits: Commit[] = []
  for (let after = 0; ;) {
    const rows = await store.pushes(space, after, 1_000_000)
    if (rows.length === 0) return commits
    for (const row of rows) {
      const logged = decode(loggedCommits, concat(encode(u32, row.last - row.first + 1), row.bytes))
      if (!logged.ok) throw new Error(logged.problem.why)
      for (const { bytes } of logged.value) {
        const commit = parseCommit(bytes)
        if (commit.ok) commits.push(commit.value)
      }
      after = row.last
    }
  }
}
