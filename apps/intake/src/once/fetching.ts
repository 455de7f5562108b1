/** Asks the relay for the file, once, when the reader presses; and tells it that the file arrived. */
import { SECRET_BYTES, openOutside, tokenOf, type OpenedOutside } from '@pergola/core/outside'
import { decode, encode, openParcel, problem } from '@pergola/protocol'
import { request } from '../request.ts'

/** The 32 bytes after the `#`, or null when the link is not whole. */
export const secretIn = (hash: string): Uint8Array | null => {
  const text = hash.replace(/^#/u, '')
  if (!/^[\w-]{43}$/u.test(text)) return null
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
  return bytes.length === SECRET_BYTES ? bytes : null
}

export type Fetched = { readonly type: 'here'; readonly file: OpenedOutside } | { readonly type: 'gone' | 'offline' | 'busy' | 'damaged' }

const refusalIn = (body: Uint8Array): 'gone' | 'busy' => {
  const said = decode(problem, body)
  return said.ok && said.value.error === 'not_found' ? 'gone' : 'busy'
}

/** As long as the relay gives it out again to a line that broke: ten million bytes take that long at 140 kbit/s. */
const PATIENCE_MS = 600_000

/** Nothing is said to have arrived before it was opened and checked. */
export const fetchFile = async (secret: Uint8Array): Promise<Fetched> => {
  const body = encode(openParcel, { token: tokenOf(secret) })
  const answer = await request('POST', '/api/parcels/open', body, { patience: PATIENCE_MS })
  if (!answer.ok) return { type: answer.problem.type === 'no' ? refusalIn(answer.problem.refusal) : 'offline' }
  const file = openOutside(secret, answer.value)
  if (file === null) return { type: 'damaged' }
  await request('POST', '/api/parcels/burn', body)
  return { type: 'here', file }
}
