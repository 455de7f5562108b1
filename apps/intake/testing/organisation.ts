/** An organisation with an intake, as a member's device would make it: for trying the page without the rest of Pergola. */
import { webcrypto } from 'node:crypto'
import {
  controlEntry,
  controlId,
  encode,
  hex,
  NO_HEAD,
  NO_SPACE,
  orgKeysMessage,
  spaceIdOf,
  SUITE,
  type DeviceId,
  type OrgId,
  type OrgKeys,
} from '@pergola/protocol'
import { cryptoOn, kemKeys, signingKey, type Subtle } from '@pergola/core/crypto'
import { readEnvelope, sealAnswer, signCard, type About, type Received, type Thread } from '@pergola/core/intake'

const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length))
export const crypto = cryptoOn({ subtle: webcrypto.subtle as unknown as Subtle, random })

const DAY = 86_400_000

interface Generation {
  readonly seed: Uint8Array
  readonly keys: OrgKeys
}

const generation = async (number: number, before: Generation | null): Promise<Generation> => {
  const seed = random(32)
  const keys = {
    generation: number,
    signKey: signingKey(seed),
    kemKey: kemKeys(seed).publicKey,
    sealedSeed: random(72),
    signature: new Uint8Array(64),
  }
  return { seed, keys: before ? { ...keys, signature: await crypto.sign(before.seed, orgKeysMessage(keys)) } : keys }
}

const foundingEntry = (keys: OrgKeys): Uint8Array =>
  encode(controlEntry, {
    suite: SUITE,
    space: NO_SPACE,
    seq: 0,
    prev: NO_HEAD,
    device: hex(random(16)) as DeviceId,
    time: Date.now(),
    pos: 0,
    head: NO_HEAD,
    actions: [
      { t: 'found', kind: 'organisation', salt: random(16), org: null },
      { t: 'orgKeys', keys },
    ],
  })

export interface Organisation {
  readonly org: OrgId
  readonly card: Uint8Array
  /** Reads an envelope filed under `mailbox`. Throws on anything unreadable. */
  readonly read: (mailbox: Uint8Array, envelope: Uint8Array, thread: Thread | null) => Received
  readonly answer: (mailbox: Uint8Array, thread: Thread, text: string) => Uint8Array
}

/** Two generations of keys, so that the page has a chain to follow. `valid`: days from now. */
export const organisation = async (about: About, valid = 90): Promise<Organisation> => {
  const first = await generation(1, null)
  const second = await generation(2, first)
  const founding = foundingEntry(first.keys)
  const org = spaceIdOf(controlId(crypto.sha256, founding)) as OrgId
  const intake = kemKeys(random(32))
  const issued = Date.now() - DAY
  const draft = { org, intakeKey: intake.publicKey, keyNumber: 1, issued, expires: Date.now() + valid * DAY, about }
  const card = await signCard(draft, { founding, later: [second.keys] }, (message) => crypto.sign(second.seed, message))
  if (!card.ok) throw new Error(card.problem.type)
  return {
    org,
    card: card.value,
    read: (mailbox, envelope, thread) => {
      const read = readEnvelope({ org, keyNumber: 1, secret: intake.secretKey, mailbox, thread }, envelope)
      if (!read.ok) throw new Error(read.problem.type)
      return read.value
    },
    answer: (mailbox, thread, text) => {
      const sealed = sealAnswer(mailbox, thread, { text, time: Date.now() }, { message: random(16), seal: random(64) })
      if (!sealed.ok) throw new Error(sealed.problem.type)
      return sealed.value
    },
  }
}
