/** Checking an intake card, in the visitor's browser. */
import {
  controlEntry,
  controlId,
  decode,
  fail,
  intakeCard,
  intakeCardBody,
  intakeCardMessage,
  ok,
  orgKeysMessage,
  spaceIdOf,
  SUITE,
  type Malformed,
  type Of,
  type OrgId,
  type OrgKeys,
  type Result,
} from '@pergola/protocol'
import { admissible } from '../crypto/admit.ts'
import type { CryptoPort } from '../crypto/port.ts'
import { aboutBytes, type About, type CardDraft } from './card.ts'
import { textOf } from './utf8.ts'

export type CardProblem =
  | Malformed
  /** The founding entry is not the one that the address names: another organisation, or a forged one. */
  | { readonly type: 'wrong_org' }
  /** This generation of keys is not signed by the one before, out of order, or not a key that may be admitted. */
  | { readonly type: 'bad_generation'; readonly generation: number }
  | { readonly type: 'bad_signature' }
  /** By the clock of this device (`now`). */
  | { readonly type: 'expired'; readonly expires: number; readonly now: number }

export type VerifiedCard = CardDraft

type Port = Pick<CryptoPort, 'sha256' | 'verify'>
type Generation = Pick<OrgKeys, 'generation' | 'signKey' | 'kemKey'>

/** The first generation of keys, out of the founding entry that the address names. Its own signature adds nothing to its hash. */
const firstKeys = ({ sha256 }: Port, org: OrgId, founding: Uint8Array): Result<Generation, CardProblem> => {
  if (spaceIdOf(controlId(sha256, founding)) !== org) return fail({ type: 'wrong_org' })
  const entry = decode(controlEntry, founding)
  if (!entry.ok) return entry
  const { suite, seq, actions } = entry.value
  const found = actions[0]
  const keys = actions.flatMap((action) => (action.t === 'orgKeys' ? [action.keys] : []))
  const [first] = keys
  const founded = suite === SUITE && seq === 0 && found?.t === 'found' && found.kind === 'organisation'
  if (!founded || first?.generation !== 1 || keys.length !== 1) return fail({ type: 'malformed', why: 'founding entry' })
  return admissible(first.signKey) ? ok(first) : fail({ type: 'bad_generation', generation: 1 })
}

/** Follows the chain from the first keys to those that signed the card. */
const signingKeys = async (
  port: Port,
  first: Generation,
  { generation, generations }: Of<typeof intakeCard>,
): Promise<Result<Generation, CardProblem>> => {
  let newest = first
  for (const next of generations) {
    const bad = fail({ type: 'bad_generation', generation: next.generation } as const)
    if (next.generation !== newest.generation + 1 || !admissible(next.signKey)) return bad
    if (!(await port.verify(newest.signKey, orgKeysMessage(next), next.signature))) return bad
    newest = next
  }
  return newest.generation === generation ? ok(newest) : fail({ type: 'bad_generation', generation })
}

const aboutOf = (bytes: Uint8Array): Result<About, Malformed> => {
  const parsed = decode(aboutBytes, bytes)
  if (!parsed.ok) return parsed
  const name = textOf(parsed.value.name)
  const intro = textOf(parsed.value.intro)
  const languages = parsed.value.languages.map(textOf)
  if (name === null || intro === null || !languages.every((language) => language !== null))
    return fail({ type: 'malformed', why: 'text is not UTF-8' })
  return ok({ name, intro, languages })
}

/** The card, if it proves to be `org`'s own and is in force at `now` (Unix ms). */
export const verifyCard = async (port: Port, org: OrgId, bytes: Uint8Array, now: number): Promise<Result<VerifiedCard, CardProblem>> => {
  const card = decode(intakeCard, bytes)
  if (!card.ok) return card
  const first = firstKeys(port, org, card.value.founding)
  if (!first.ok) return first
  const signer = await signingKeys(port, first.value, card.value)
  if (!signer.ok) return signer
  if (!(await port.verify(signer.value.signKey, intakeCardMessage(card.value.body), card.value.signature)))
    return fail({ type: 'bad_signature' })
  const body = decode(intakeCardBody, card.value.body)
  if (!body.ok) return body
  const about = aboutOf(body.value.about)
  if (!about.ok) return about
  if (body.value.org !== org) return fail({ type: 'wrong_org' })
  if (body.value.expires <= now) return fail({ type: 'expired', expires: body.value.expires, now })
  return ok({ ...body.value, about: about.value })
}
