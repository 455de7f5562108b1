/** The ways in that make an account: found, join as a person, join as an organisation. Each may be walked again after a lost answer. */
import { foundOrganisation, verifyControl, writeControl } from '@pergola/core/space'
import { personFromSeed } from '@pergola/core/identity'
import {
  invitationKeys,
  openInvitation,
  sealAnswer,
  secretFromLink,
  type InvitationContent,
  type InvitationKeys,
} from '@pergola/core/invite'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import {
  LIMITS,
  answerInvitation,
  blob,
  fixed,
  invitationBody,
  newAccount,
  readInvitation,
  sameBytes,
  signedControl,
  struct,
  type Of,
  type OrgId,
  type SignedControl,
} from '@pergola/protocol'
import type { Answer, InvitationPreview } from '../contract/index.ts'
import { decodeSecrets, encodeSecrets, type Secrets } from '../local/vault.ts'
import type { Ports } from '../ports.ts'
import { Wire } from '../sync/wire.ts'
import { challenge, draftAccount, sendAccount, shownOf, type AccountDraft, type Permit } from './accounts.ts'
import type { Begun, Part, Way } from './begun.ts'
import { secretsFor, settle, type Founded } from './enter.ts'
import { invitedBy, keepInvited } from './invited.ts'
import { post } from './relayHttp.ts'

/** An account with its passphrase, as it is written down on the way. */
const ACCOUNT = { passphrase: blob(400), body: newAccount }
const accountParts = struct(ACCOUNT)
const INVITATION: Part<Uint8Array> = { name: 'invitation', codec: blob(LIMITS.invitationBytes) }
const ANSWER: Part<Uint8Array> = { name: 'answer', codec: blob(LIMITS.invitationBytes) }
const PERSON = { name: 'person', codec: struct({ seed: fixed(32), ...ACCOUNT }) }
const ORGANISATION = { name: 'organisation', codec: struct({ secrets: blob(8192), founding: signedControl, ...ACCOUNT }) }

type Written = Of<typeof accountParts>
const written = ({ passphrase, body }: AccountDraft): Written => ({ passphrase: utf8ToBytes(passphrase), body })
const draftIn = ({ passphrase, body }: Written): AccountDraft => ({ passphrase: bytesToUtf8(passphrase), body })

interface Drafted {
  readonly secrets: Secrets
  readonly founding: SignedControl
  readonly account: AccountDraft
}

/** A new person with an organisation of their own, as yet on this device only: the organisation's id follows from its founding entry. */
const draftOrganisation = async (ports: Ports, account: string, permit: Permit | null, relayKey: Uint8Array): Promise<Drafted> => {
  const { crypto, clock } = ports
  const person = personFromSeed(crypto, crypto.random(32))
  const unplaced = await secretsFor(ports, account, person, '' as OrgId, relayKey, true)
  const { actions } = await foundOrganisation(crypto, person, unplaced.device)
  const founding = await writeControl(crypto, unplaced.device, null, null, clock.now(), actions)
  const verified = await verifyControl(crypto, null, founding, () => null)
  if (!verified.ok) throw new Error(`our own founding entry does not stand: ${verified.problem.type}`)
  const secrets = { ...unplaced, org: verified.value.membership.space as OrgId }
  return { secrets, founding, account: await draftAccount(ports, account, permit, person, { org: secrets.org, relayKey }) }
}

const organisationOn = async (way: Way, draft: () => Promise<Drafted>): Promise<Drafted> => {
  const stored = await way.take(ORGANISATION, async () => {
    const { secrets, founding, account } = await draft()
    return { secrets: encodeSecrets(secrets), founding, ...written(account) }
  })
  const secrets = decodeSecrets(stored.secrets)
  if (secrets === null) throw new Error('what was written down on the way cannot be read')
  return { secrets, founding: stored.founding, account: draftIn(stored) }
}

/** Brings the founding entry to the relay, as a device nobody knows yet. */
const foundAtRelay = async (ports: Ports, { secrets, founding }: Drafted, permit: Permit | null): Promise<Answer<null>> => {
  const wire = await Wire.open(ports, secrets, true, { onEvent: () => {}, onClose: () => {} })
  if (!(wire instanceof Wire)) return { ok: false, problem: { type: wire.t === 'offline' ? 'offline' : 'relay_refused' } }
  const answer = await wire.request({ t: 'control', entry: founding, permit })
  wire.close()
  if (answer.t === 'accepted') return { ok: true, value: null }
  if (answer.t !== 'refused') return { ok: false, problem: { type: 'offline' } }
  return {
    ok: false,
    problem: { type: answer.error === 'used' ? 'invitation_used' : answer.error === 'expired' ? 'invitation_expired' : 'relay_refused' },
  }
}

/** Account and organisation at the relay; nothing of it is in this device's vault yet. */
const foundWith = async (ports: Ports, account: string, invitation: Invitation | null, way: Way): Promise<Answer<Drafted>> => {
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const permit = invitation && permitOf(invitation)
  if (invitation && !sameBytes(nonce.value.relayKey, invitation.content.relayKey)) return { ok: false, problem: { type: 'tampered' } }
  if (permit === null && nonce.value.empty !== 1) return { ok: false, problem: { type: 'not_permitted' } }
  const drafted = await organisationOn(way, () => draftOrganisation(ports, account, permit, nonce.value.relayKey))
  const made = await sendAccount(ports, drafted.account)
  if (!made.ok) return made
  const atRelay = await foundAtRelay(ports, drafted, permit)
  return atRelay.ok ? { ok: true, value: drafted } : atRelay
}

/** The end of the way: the vault of this device takes the place of what was written down. */
const arrive = async (ports: Ports, secrets: Secrets, { passphrase }: AccountDraft, founding: SignedControl | null): Promise<Founded> => ({
  entered: await settle(ports, passphrase, secrets, founding),
  shown: shownOf(secrets.account, passphrase, personFromSeed(ports.crypto, secrets.personSeed)),
})

/** The first visitor of an empty relay: account, person, organisation. The network itself is founded by the session. */
export const foundFirst = async (ports: Ports, account: string, way: Way): Promise<Answer<Founded>> => {
  const founded = await foundWith(ports, account, null, way)
  if (!founded.ok) return founded
  const { secrets, founding, account: draft } = founded.value
  return { ok: true, value: await arrive(ports, secrets, draft, founding) }
}

interface Invitation {
  readonly keys: InvitationKeys
  readonly content: InvitationContent
}

/** Keys of a link; null when it is none. */
export const keysOfLink = (link: string): InvitationKeys | null => {
  const secret = secretFromLink(link)
  return secret && invitationKeys(secret)
}

export const UNKNOWN_LINK = { ok: false, problem: { type: 'invitation_unknown' } } as const

/** What a link says, from the relay's sealed copy, or from the one that was had on the way before. */
const openedWith = (keys: InvitationKeys, sealed: Answer<Uint8Array>): Answer<Invitation> => {
  if (!sealed.ok) return sealed
  const content = openInvitation(keys, sealed.value)
  return content === null ? { ok: false, problem: { type: 'tampered' } } : { ok: true, value: { keys, content } }
}

const fetched = async ({ transport, clock }: Ports, keys: InvitationKeys): Promise<Answer<Uint8Array>> => {
  const answer = await post(transport, '/api/invitations/read', [readInvitation, { invitation: keys.id }], invitationBody)
  if (!answer.ok) return answer.problem.type === 'not_found' ? UNKNOWN_LINK : answer
  const { sealed } = answer.value
  const content = openInvitation(keys, sealed)
  // The relay, by its clock, still has it: that ours has run past it says that one of the two is wrong.
  if (content && content.expires < clock.now()) return { ok: false, problem: { type: 'clock' } }
  return { ok: true, value: sealed }
}

/** What a link invites to, also when the relay has our answer to it already and would say that the link was used. */
export const lookAt = async (ports: Ports, begun: Begun, link: string): Promise<Answer<InvitationPreview>> => {
  const keys = keysOfLink(link)
  if (keys === null) return UNKNOWN_LINK
  const had = await begun.had(keys, INVITATION)
  const read = openedWith(keys, had ? { ok: true, value: had } : await fetched(ports, keys))
  if (!read.ok) return read
  const { kind, networkName, orgName, invitedBy: by, expires } = read.value.content
  return { ok: true, value: { kind, networkName, orgName, invitedBy: by, expires } }
}

const permitOf = ({ keys }: Invitation): Permit => ({ invitation: keys.id, permit: keys.permit })

const onTheWay = async (ports: Ports, way: Way, keys: InvitationKeys, kind: InvitationContent['kind']): Promise<Answer<Invitation>> => {
  const read = openedWith(keys, await way.ask(INVITATION, () => fetched(ports, keys)))
  return read.ok && read.value.content.kind !== kind ? UNKNOWN_LINK : read
}

type InvitationReply = Parameters<typeof sealAnswer>[2]

/** The relay keeps the first answer to an invitation: sent again, it is the same one. */
const sendAnswer = async (ports: Ports, way: Way, { keys }: Invitation, reply: InvitationReply): Promise<Answer<null>> => {
  const answer = await way.take(ANSWER, async () => sealAnswer(ports.crypto, keys, reply))
  return post(ports.transport, '/api/invitations/answer', [answerInvitation, { invitation: keys.id, permit: keys.permit, answer }], null)
}

/** From now on this device knows whom it waits for. */
const waitingFor = async ({ content }: Invitation, { entered, shown }: Founded): Promise<Founded> => {
  const invited = invitedBy(content)
  await keepInvited(entered.store, invited)
  return { entered: { ...entered, invited }, shown }
}

/** Joins the inviting organisation: an account now, membership once somebody there lets them in. */
export const joinAsPerson = async (
  ports: Ports,
  keys: InvitationKeys,
  personName: string,
  account: string,
  way: Way,
): Promise<Answer<Founded>> => {
  const read = await onTheWay(ports, way, keys, 'person')
  if (!read.ok) return read
  const { org, relayKey, network } = read.value.content
  const stored = await way.take(PERSON, async () => {
    const made = personFromSeed(ports.crypto, ports.crypto.random(32))
    return { seed: made.seed, ...written(await draftAccount(ports, account, permitOf(read.value), made, { org, relayKey })) }
  })
  const [person, draft] = [personFromSeed(ports.crypto, stored.seed), draftIn(stored)]
  const made = await sendAccount(ports, draft)
  if (!made.ok) return made
  const answered = await sendAnswer(ports, way, read.value, { name: personName, person: person.card, org: null })
  if (!answered.ok) return answered
  const secrets = { ...(await secretsFor(ports, account, person, org, relayKey, true)), network }
  return { ok: true, value: await waitingFor(read.value, await arrive(ports, secrets, draft, null)) }
}

/** Founds a new organisation on an invitation; the inviting network lets it in. */
export const joinAsOrganisation = async (
  ports: Ports,
  keys: InvitationKeys,
  orgName: string,
  account: string,
  way: Way,
): Promise<Answer<Founded>> => {
  const read = await onTheWay(ports, way, keys, 'organisation')
  if (!read.ok) return read
  const founded = await foundWith(ports, account, read.value, way)
  if (!founded.ok) return founded
  const { secrets, founding, account: draft } = founded.value
  const answered = await sendAnswer(ports, way, read.value, { name: orgName, person: null, org: secrets.org })
  if (!answered.ok) return answered
  const arrived = await arrive(ports, { ...secrets, network: read.value.content.network }, draft, founding)
  return { ok: true, value: await waitingFor(read.value, arrived) }
}
