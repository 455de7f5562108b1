/**
 * The intake card: what a page must know before anyone may write. It proves itself from the organisation's id in the page's
 * address alone: id = hash of the founding entry, which holds the first keys; each further generation is signed by the one
 * before; the last one signs the card. Bytes: protocol `intakeCard`. Rules: SPEC.md INTAKE-12..16.
 */
import {
  blob,
  encode,
  fail,
  intakeCard,
  intakeCardBody,
  intakeCardMessage,
  LIMITS,
  list,
  ok,
  struct,
  type OrgId,
  type OrgKeys,
  type Result,
} from '@pergola/protocol'
import { utf8 } from './utf8.ts'

export const aboutBytes = struct({ name: blob(400), intro: blob(6000), languages: list(blob(35), 20) })

/** What the organisation says of itself, shown to the visitor as plain text. */
export interface About {
  readonly name: string
  readonly intro: string
  /** BCP 47 tags of what it reads. */
  readonly languages: readonly string[]
}

export interface CardDraft {
  readonly org: OrgId
  /** X-Wing public key, 1,216 bytes. */
  readonly intakeKey: Uint8Array
  readonly keyNumber: number
  /** Unix ms. */
  readonly issued: number
  readonly expires: number
  readonly about: About
}

export interface KeyChain {
  /** The organisation's founding control entry, without its signature. */
  readonly founding: Uint8Array
  /** Generations 2 and later, in order, up to the one that signs. */
  readonly later: readonly OrgKeys[]
}

/** Signs a card with the organisation's newest generation. Errors: too_large (bytes; the introduction is too long or the chain is). */
export const signCard = async (
  draft: CardDraft,
  chain: KeyChain,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Result<Uint8Array, { readonly type: 'too_large'; readonly most: number }>> => {
  const { about, ...rest } = draft
  const texts = { name: utf8(about.name), intro: utf8(about.intro), languages: about.languages.map(utf8) }
  if (texts.name.length > 400 || texts.intro.length > 6000) return fail({ type: 'too_large', most: LIMITS.cardBytes })
  const body = encode(intakeCardBody, { ...rest, about: encode(aboutBytes, texts) })
  const card = encode(intakeCard, {
    body,
    generation: chain.later.at(-1)?.generation ?? 1,
    signature: await sign(intakeCardMessage(body)),
    founding: chain.founding,
    generations: chain.later,
  })
  return card.length <= LIMITS.cardBytes ? ok(card) : fail({ type: 'too_large', most: LIMITS.cardBytes })
}
