/**
 * What an organisation shows to everyone: the entries it marked public, with the statements it marked public, and the open calls
 * of these entries. Nothing that is not marked gets in, whatever else this device can read. Bytes: protocol `edition`; rules: SPEC.md
 * PUB-1..3.
 */
import { EDITION_FORMAT, LIMITS, edition, editionBody, editionMessage, encode, fail, ok, type OrgId, type Result } from '@pergola/protocol'
import { utf8ToBytes } from '../text/index.ts'
import type { Directory } from '../directory/directory.ts'
import type { Call, Service } from '../directory/model.ts'
import { givenOn, organisationsOf, type Json } from './toHsds.ts'

export interface PublicPart {
  readonly services: readonly Service[]
  readonly calls: readonly Call[]
}

/** What `org` entered and marked public, as it would be published. */
export const publicPart = (directory: Directory, org: OrgId): PublicPart => {
  const { services } = givenOn({ ...directory, services: directory.services.filter(({ enteredBy }) => enteredBy === org) }, 'public')
  const shown = new Set(services.map(({ id }) => id))
  return { services, calls: directory.calls.filter((call) => call.org === org && call.service !== null && shown.has(call.service)) }
}

const callJson = ({ title, about, opensOn, closesOn, link }: Call): Json => ({
  title,
  about,
  opensOn: opensOn ?? '',
  closesOn: closesOn ?? '',
  link,
})

/** The document of an edition (protocol/edition.ts), as UTF-8. An organisation without a public entry has none. */
export const publicDocument = (directory: Directory, org: OrgId): Uint8Array | null => {
  const part = publicPart(directory, org)
  if (part.services.length === 0) return null
  const { providers } = givenOn({ ...directory, services: part.services }, 'public')
  const organizations = organisationsOf({ providers, services: part.services, lost: [] })
  return utf8ToBytes(JSON.stringify({ format: EDITION_FORMAT, organizations, calls: part.calls.map(callJson) }))
}

export interface EditionDraft {
  readonly org: OrgId
  /** Unix ms. */
  readonly issued: number
  readonly document: Uint8Array
  /** Of the keys that sign. */
  readonly generation: number
}

/** Errors: too_large (bytes). */
export const signEdition = async (
  { org, issued, document, generation }: EditionDraft,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Result<Uint8Array, { readonly type: 'too_large'; readonly most: number }>> => {
  if (document.length > LIMITS.editionBytes) return fail({ type: 'too_large', most: LIMITS.editionBytes })
  const body = encode(editionBody, { org, issued, document })
  return ok(encode(edition, { body, generation, signature: await sign(editionMessage(body)) }))
}
