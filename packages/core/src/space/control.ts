/** Writing and verifying control entries. The rules themselves are in protocol/rules.ts: relay and members share them. */
import {
  NO_HEAD,
  NO_SPACE,
  SUITE,
  applyControl,
  controlEntry,
  controlMessage,
  encode,
  fail,
  ok,
  parseControl,
  signaturesOf,
  emptyHead,
  type Action,
  type ControlEntry,
  type ControlRefusal,
  type FindDevice,
  type Head,
  type Membership,
  type ParsedControl,
  type Result,
  type SignatureCheck,
  type SignedControl,
} from '@pergola/protocol'
import { admissible, type CryptoPort } from '../crypto/index.ts'
import type { DeviceSecret } from '../identity/index.ts'

/** What the author saw of the content log: a removal pins exactly this prefix. */
export interface Seen {
  readonly pos: number
  readonly head: Head
}

/** The next entry of a space's control log, or its founding entry when `before` is null. `time`: Unix ms. */
export const writeControl = async (
  crypto: CryptoPort,
  device: DeviceSecret,
  before: Membership | null,
  seen: Seen | null,
  time: number,
  actions: readonly Action[],
): Promise<SignedControl> => {
  const entry: ControlEntry = {
    suite: SUITE,
    space: before?.space ?? NO_SPACE,
    seq: before ? before.seq + 1 : 0,
    prev: before?.head ?? NO_HEAD,
    device: device.id,
    time,
    pos: seen?.pos ?? 0,
    head: seen?.head ?? (before ? emptyHead(crypto.sha256, before.space) : NO_HEAD),
    actions,
  }
  const bytes = encode(controlEntry, entry)
  return { bytes, signature: await crypto.sign(device.signSeed, controlMessage(bytes)) }
}

/** Ed25519 keys an entry brings in: each is checked once, before it can ever verify anything. */
const broughtKeys = ({ entry }: ParsedControl): readonly Uint8Array[] =>
  entry.actions.flatMap((action) => {
    switch (action.t) {
      case 'addPerson':
        return [action.person.signKey]
      case 'addDevice':
        return [action.certificate.deviceKey]
      case 'orgKeys':
        return [action.keys.signKey]
      default:
        return []
    }
  })

export interface VerifiedControl {
  readonly membership: Membership
  readonly entry: ControlEntry
}

/** Verifies and applies one entry: form, keys, signatures, rules. `find` knows the devices of other organisations. */
export const verifyControl = async (
  crypto: CryptoPort,
  before: Membership | null,
  signed: SignedControl,
  find: FindDevice,
): Promise<Result<VerifiedControl, ControlRefusal>> => {
  const parsed = parseControl(crypto.sha256, signed)
  return parsed.ok ? verifyParsed(crypto, before, parsed.value, find) : parsed
}

/** The same for an entry whose form was checked. `stands`: is there something else by which its author stands for it? Else its own signature must be true. */
export const verifyParsed = async (
  crypto: CryptoPort,
  before: Membership | null,
  parsed: ParsedControl,
  find: FindDevice,
  stands: (own: SignatureCheck) => Promise<boolean> = () => Promise.resolve(false),
): Promise<Result<VerifiedControl, ControlRefusal>> => {
  if (!broughtKeys(parsed).every(admissible)) return fail({ type: 'bad_signature' })
  const checks = signaturesOf(crypto.sha256, before, parsed, find)
  if (!checks.ok) return checks
  const isTrue = ({ key, message, signature }: SignatureCheck): Promise<boolean> => crypto.verify(key, message, signature)
  const [own, ...brought] = checks.value
  const verdicts = await Promise.all([stands(own!).then((does) => does || isTrue(own!)), ...brought.map(isTrue)])
  if (!verdicts.every(Boolean)) return fail({ type: 'bad_signature' })
  const applied = applyControl(crypto.sha256, before, parsed, find)
  return applied.ok ? ok({ membership: applied.value, entry: parsed.entry }) : applied
}
