/** A member who founds spaces and writes into them: sealed and signed by the same code as in the product's client. */
import { newDevice, personFromSeed, type DeviceSecret, type PersonSecret } from '@pergola/core/identity'
import { encodePayload, hlcAt, type Op } from '@pergola/core/record'
import {
  NO_CHAIN,
  foundOrganisation,
  sealCommit,
  verifyControl,
  writeControl,
  type Chain,
  type EpochKey,
  type OrgSecret,
} from '@pergola/core/space'
import { emptyHead, knownDevice, pushMessage, type Action, type Membership, type OrgId } from '@pergola/protocol'
import { crypto, lineTo, type Asked, type Line } from './line.ts'

export interface Author {
  readonly line: Line
  readonly person: PersonSecret
  readonly device: DeviceSecret
  readonly membership: Membership
  readonly key: EpochKey
  readonly secret: OrgSecret
}

export const orgOf = ({ membership }: Author): OrgId => membership.space as OrgId

/** Writes the next entry of a control log, or founds a space where there is none yet. */
export const control = async (
  { line, device }: Pick<Author, 'line' | 'device'>,
  before: Membership | null,
  actions: readonly Action[],
  organisation: Membership | null,
): Promise<Membership> => {
  const entry = await writeControl(crypto, device, before, null, Date.now(), actions)
  const verified = await verifyControl(crypto, before, entry, (id) => organisation && knownDevice(organisation, id))
  if (!verified.ok) throw new Error(`not valid: ${verified.problem.type}`)
  await line.ask({ t: 'control', entry, permit: null })
  return verified.value.membership
}

/** Somebody new, with an organisation of their own. */
export const newAuthor = async (url: string): Promise<Author> => {
  const person = personFromSeed(crypto, crypto.random(32))
  const device = await newDevice(crypto, person, Date.now())
  const line = await lineTo(url, device)
  const { actions, key, secret } = await foundOrganisation(crypto, person, device)
  const membership = await control({ line, device }, null, actions, null)
  return { line, person, device, membership, key, secret }
}

/** Seals for one space: each list of operations is a commit of its own, all of them one signed push. */
export const sealing = ({ device }: Pick<Author, 'device'>, { space, seq: at }: Membership, key: EpochKey) => {
  const seen = { pos: 0, head: emptyHead(crypto.sha256, space) }
  let chain: Chain = NO_CHAIN
  return async (commits: readonly (readonly Op[])[]): Promise<Asked> => {
    const sealed = commits.map((ops) => {
      const payload = encodePayload({ at: hlcAt(Date.now()), ops })
      if (!payload.ok) throw new Error(payload.problem.type)
      const commit = sealCommit(crypto, { space, epoch: 1, key, device: device.id, chain, control: at, seen }, payload.value)
      chain = commit.chain
      return commit.bytes
    })
    return { t: 'push', space, commits: sealed, signature: await crypto.sign(device.signSeed, pushMessage(chain.last)) }
  }
}

/** Writes into one space; resolves with the receipt, which says that it is on disk. */
export const writing = (author: Author, membership: Membership, key: EpochKey) => {
  const seal = sealing(author, membership, key)
  return async (commits: readonly (readonly Op[])[]): Promise<void> => void (await author.line.ask(await seal(commits)))
}
