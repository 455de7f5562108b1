/** Who may found a space on this relay. */
import { atLeast, permitMessage, type Action, type DeviceId, type KnownDevice } from '@pergola/protocol'
import { sameSecret, sha256 } from '../crypto/sha256.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { InvitationRow, LogStore, Store } from '../store/store.ts'
import type { Draft } from './draft.ts'
import type { Register } from './spaces.ts'
import { outOfNetworks, roleIn } from './standing.ts'

export interface Permit {
  readonly invitation: Uint8Array
  readonly permit: Uint8Array
}

export interface Founding {
  readonly device: DeviceId
  readonly permit: Permit | null
}

const yes = { ok: true, value: null } as const

/** With its time over, or with the place of those who made it: who was taken out lets nobody in (FRAME-12). */
export const ended = async (log: LogStore, { expires, org }: InvitationRow, time: number): Promise<boolean> =>
  expires < time || outOfNetworks(log, org)

/** The open invitation that a permit belongs to. Unknown invitations and wrong permits are told apart by nobody. */
export const openInvitation = async (store: Store, { invitation, permit }: Permit, time: number): Promise<Answer<InvitationRow>> => {
  const row = await store.invitation(invitation)
  const right = sameSecret(sha256(permitMessage(permit)), row?.permitHash ?? new Uint8Array(32))
  if (row === null || !right) return refuse('denied')
  return (await ended(store, row, time)) ? refuse('expired') : { ok: true, value: row }
}

/** "A steward of the network decides which organisations come to this relay." */
export const stewardOfNetwork = async (log: LogStore, spaces: Register, known: KnownDevice): Promise<boolean> => {
  for (const network of await log.networks()) {
    const state = await spaces.state(network)
    if (state && roleIn(state.membership, known) === 'steward') return true
  }
  return false
}

/** "An empty relay takes the first organisation; after that, organisations come by invitation." */
const organisation = async (store: Store, draft: Draft, { permit }: Founding, time: number): Promise<Answer<null>> => {
  if (permit === null) {
    const networks = await draft.networks()
    const drafted = draft.controls.some((entry) => draft.rows.get(entry.space)?.kind === 'network')
    return networks === 0 && !drafted ? yes : refuse('denied')
  }
  const open = await openInvitation(store, permit, time)
  if (!open.ok) return open
  if (open.value.kind !== 'organisation') return refuse('denied')
  const drafted = draft.controls.some((entry) => entry.invitation !== null && sameSecret(entry.invitation, permit.invitation))
  return open.value.founded === null && !drafted ? yes : refuse('used')
}

/** "The first network is founded by a steward of any organisation, another one by a steward of a network." */
const network = async (store: Store, draft: Draft, known: KnownDevice): Promise<Answer<null>> => {
  if (known.now !== 'steward') return refuse('not_permitted')
  const drafted = [...draft.rows.values()].some((row) => row.kind === 'network')
  if (!drafted && (await draft.networks()) === 0) return yes
  return (await stewardOfNetwork(store, draft.spaces, known)) ? yes : refuse('not_permitted')
}

export const mayFound = async (
  store: Store,
  draft: Draft,
  found: Extract<Action, { t: 'found' }>,
  sent: Founding,
  time: number,
): Promise<Answer<null>> => {
  if (found.kind === 'organisation') return organisation(store, draft, sent, time)
  const known = await draft.spaces.known(sent.device)
  if (known === null || known.now === null) return refuse('not_enrolled')
  if (found.org !== known.org) return refuse('not_permitted')
  if (found.kind === 'network') return network(store, draft, known)
  return atLeast(known.now, 'contributor') ? yes : refuse('not_permitted')
}
