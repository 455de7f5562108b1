/** Opening: the device proves its key to this relay and this origin, nothing else. See protocol/frames.ts. */
import { randomBytes } from 'node:crypto'
import { certificateMessage, deviceId, helloMessage, hex, sameBytes } from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { keepSession } from '../hub/sessions.ts'
import { standingOf } from '../hub/standing.ts'
import type { Wire } from '../ports.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { Frame } from './context.ts'
import { Member } from './member.ts'

/** An enrolled device shows the key it enrolled with; another one a certificate that makes its id. */
const proves = async (house: House, hello: Frame<'hello'>): Promise<Answer<null>> => {
  const known = await house.spaces.known(hello.device)
  if (known) return sameBytes(known.deviceKey, hello.deviceKey) ? { ok: true, value: null } : refuse('bad_signature')
  const { certificate } = hello
  if (certificate === null) return refuse('not_enrolled')
  const same = deviceId(sha256, certificate) === hello.device && sameBytes(certificate.deviceKey, hello.deviceKey)
  return same ? { ok: true, value: null } : refuse('bad_signature')
}

/** Somebody the relay knows may not be claimed without their signature, not even by somebody who gets nothing by it. */
const vouchedFalsely = async (house: House, { certificate }: Frame<'hello'>): Promise<boolean> => {
  if (certificate === null) return false
  const [home] = await house.store.listed(certificate.person, null, 1)
  const card = home && (await house.spaces.state(home.space))?.membership.cards[certificate.person]
  return card !== undefined && !verifies(card.signKey, certificateMessage(certificate), certificate.signature)
}

export const greet = async (house: House, wire: Wire, nonce: Uint8Array, hello: Frame<'hello'>): Promise<Answer<Member>> => {
  if (!house.settings.originHashes.has(hex(hello.origin))) return refuse('denied')
  const message = helloMessage(house.signer.publicKey, nonce, hello.origin, hello.device)
  if (!verifies(hello.deviceKey, message, hello.signature)) return refuse('bad_signature')
  const proved = await proves(house, hello)
  if (!proved.ok) return proved
  if (await vouchedFalsely(house, hello)) return refuse('bad_signature')
  const { device, deviceKey, certificate } = hello
  const member = new Member({ device, deviceKey, certificate, wire, session: hex(randomBytes(32)) })
  await keepSession(house, member)
  await welcome(house, member)
  return { ok: true, value: member }
}

const welcome = async (house: House, member: Member): Promise<void> => {
  const standing = await standingOf(house.store, house.spaces, member)
  const known = standing.type === 'enrolled' || standing.type === 'let_go' ? standing.known : null
  const org = known?.org ?? (standing.type === 'person' ? standing.org : null)
  house.audience.enter(member, standing.type === 'enrolled' ? standing.known.org : null)
  const session = Uint8Array.from(Buffer.from(member.session, 'hex'))
  member.send({ t: 'welcome', session, enrolled: known !== null, org, now: house.now() })
}
