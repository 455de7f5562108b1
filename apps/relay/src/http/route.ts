/** Requests as the relay's rules see them, whatever server carries them. Bodies and answers: protocol/http.ts. */
import { HTTP_STATUS, decode, encode, problem, type Codec } from '@pergola/protocol'
import type { House } from '../house.ts'
import { refuse, type Answer, type Refusal } from '../refusal.ts'
import type { RouteGroup } from '../settings.ts'

export interface Call {
  readonly params: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: AsyncIterable<Uint8Array>
}

export interface Reply {
  readonly status: number
  /** Media type where it is not ours. */
  readonly type?: string
  /** A stream says its length. */
  readonly body: Uint8Array | { readonly stream: AsyncIterable<Uint8Array>; readonly length: number }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  /** Limited for each address; null where a session or proof of work is asked for. */
  readonly group: RouteGroup | null
  readonly handle: (house: House, call: Call) => Promise<Reply>
}

export const EMPTY = new Uint8Array(0)
export const good = (body: Reply['body'] = EMPTY): Reply => ({ status: 200, body })
export const bad = ({ type, detail }: Refusal): Reply => ({ status: HTTP_STATUS[type], body: encode(problem, { error: type, detail }) })

/** The whole body, or `too_large` as soon as it is. */
export const readWhole = async (source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Answer<Uint8Array>> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of source) {
    size += part.length
    if (size > maxBytes) return refuse('too_large', maxBytes)
    parts.push(part)
  }
  return { ok: true, value: Buffer.concat(parts) }
}

interface BodyRoute<T> {
  readonly path: string
  readonly group: RouteGroup
  readonly body: Codec<T>
  readonly maxBytes: number
  readonly run: (house: House, body: T, params: Call['params']) => Promise<Answer<Uint8Array>>
}

/** A POST whose body is one encoded value. */
export const bodyRoute = <T>({ path, group, body, maxBytes, run }: BodyRoute<T>): Route => ({
  method: 'POST',
  path,
  group,
  handle: async (house, call) => {
    const bytes = await readWhole(call.body, maxBytes)
    if (!bytes.ok) return bad(bytes.problem)
    const value = decode(body, bytes.value)
    if (!value.ok) return bad({ type: 'malformed', detail: 0 })
    const answer = await run(house, value.value, call.params)
    return answer.ok ? good(answer.value) : bad(answer.problem)
  },
})

/** What a write came to, as an empty answer. */
export const written = (outcome: 'done' | 'full'): Answer<Uint8Array> =>
  outcome === 'done' ? { ok: true, value: EMPTY } : refuse('storage_full')
