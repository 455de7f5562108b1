/**
 * A way in that was begun here and has not come to its end. When an answer got lost on the way, the relay has the account already, or the
 * answer to the invitation: tried again with the same bytes it says yes, with new ones that the name is taken or the link used.
 *
 * A way that began with a link is kept on the device until it ends, sealed under the link's secret: whoever comes back with the link,
 * after a reload or in another process, goes on where they were.
 *
 * | field | bytes |
 * |---|---|
 * | version | 1 |
 * | account | the name that was chosen |
 * | parts | what was made on the way, each by its name |
 */
import { openBox, sealBox } from '@pergola/core/crypto'
import type { InvitationKeys } from '@pergola/core/invite'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import { blob, decode, encode, hex, list, struct, u8, type Codec } from '@pergola/protocol'
import type { Answer, Problem } from '../contract/index.ts'
import type { Ports } from '../ports.ts'

/** Something that is made once on the way, and how it is written down. */
export interface Part<T> {
  readonly name: string
  readonly codec: Codec<T>
}

export interface Way {
  take<T>(part: Part<T>, make: () => Promise<T>): Promise<T>
  /** The same, for what may not be had at once. */
  ask<T>(part: Part<T>, make: () => Promise<Answer<T>>): Promise<Answer<T>>
}

type Parts = Map<string, Uint8Array>
type Storing = Pick<Ports, 'crypto' | 'storage'>

const MOST_BYTES = 64 * 1024
const record = struct({ version: u8, account: blob(400), parts: list(struct({ name: blob(40), bytes: blob(MOST_BYTES) }), 8) })
/** Beside the vault, which takes its place in the end. */
const PLACE = { table: 'vault', key: 'begun' } as const

const keep = async ({ crypto, storage }: Storing, keys: InvitationKeys, account: string, parts: Parts): Promise<void> => {
  const rows = [...parts].map(([name, bytes]) => ({ name: utf8ToBytes(name), bytes }))
  const value = sealBox(keys.way, crypto.random(24), encode(record, { version: 1, account: utf8ToBytes(account), parts: rows }))
  // Where there is no room the way goes on without; whether there is room for what matters was asked before.
  await storage.write([{ ...PLACE, value }])
}

interface Kept {
  readonly account: string
  readonly parts: Parts
}

const kept = async ({ storage }: Storing, keys: InvitationKeys): Promise<Kept | null> => {
  const sealed = await storage.get(PLACE.table, PLACE.key)
  const bytes = sealed && openBox(keys.way, sealed)
  return bytes && readKept(bytes)
}

/** What was written down, opened; null for what is damaged or from another version. */
export const readKept = (bytes: Uint8Array): Kept | null => {
  const read = decode(record, bytes)
  if (!read.ok || read.value.version !== 1) return null
  return {
    account: bytesToUtf8(read.value.account),
    parts: new Map(read.value.parts.map(({ name, bytes: part }) => [bytesToUtf8(name), part])),
  }
}

/** Does this device keep a way in that has not come to its end? */
export const isOnTheWay = async ({ storage }: Pick<Ports, 'storage'>): Promise<boolean> =>
  (await storage.get(PLACE.table, PLACE.key)) !== null

const held = <T>(parts: Parts, { name, codec }: Part<T>): T | null => {
  const bytes = parts.get(name)
  const read = bytes && decode(codec, bytes)
  return read?.ok ? read.value : null
}

const wayOver = (parts: Parts, save: () => Promise<void>): Way => {
  const ask: Way['ask'] = async (part, make) => {
    const known = held(parts, part)
    if (known !== null) return { ok: true, value: known }
    const answer = await make()
    if (!answer.ok) return answer
    parts.set(part.name, encode(part.codec, answer.value))
    await save()
    return answer
  }
  return {
    ask,
    take: async (part, make) => {
      const answer = await ask(part, async () => ({ ok: true, value: await make() }))
      if (!answer.ok) throw new Error('what is made here cannot be refused')
      return answer.value
    },
  }
}

/** After these nobody here knows what the relay did. */
const UNKNOWN: ReadonlySet<Problem['type']> = new Set<Problem['type']>(['offline', 'busy', 'relay_full'])

/** One at a time: whoever begins another one, or is told no, has left the one before. */
export class Begun {
  readonly #ports: Storing
  #name = ''
  #parts: Parts = new Map()

  constructor(ports: Storing) {
    this.#ports = ports
  }

  /** `link`: keys of the link it began with; without one the way is in memory only. */
  async go<T>(account: string, link: InvitationKeys | null, walk: (way: Way) => Promise<Answer<T>>): Promise<Answer<T>> {
    const name = `${link ? hex(link.id) : ''} ${account}`
    if (name !== this.#name) await this.#enter(name, account, link)
    const parts = this.#parts
    const answer = await walk(wayOver(parts, async () => void (link && (await keep(this.#ports, link, account, parts)))))
    if (answer.ok || !UNKNOWN.has(answer.problem.type)) await this.#leave()
    return answer
  }

  /** What was had on a way with this link before. */
  async had<T>(link: InvitationKeys, part: Part<T>): Promise<T | null> {
    const before = await kept(this.#ports, link)
    return before && held(before.parts, part)
  }

  async #enter(name: string, account: string, link: InvitationKeys | null): Promise<void> {
    const before = link && (await kept(this.#ports, link))
    this.#name = name
    this.#parts = before?.account === account ? before.parts : new Map()
  }

  async #leave(): Promise<void> {
    this.#name = ''
    this.#parts = new Map()
    if (await isOnTheWay(this.#ports)) await this.#ports.storage.write([{ ...PLACE, value: null }])
  }
}
