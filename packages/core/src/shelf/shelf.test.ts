/** What somebody wrote to the local group stands sealed in its book; Amina keeps the key on a shelf. */
import { describe, expect, it } from 'vitest'
import type { DeviceId, OrgId, PersonId, Role } from '@pergola/protocol'
import { applyTo, emptyDoc, hlcAt, type Author, type Op } from '../record/index.ts'
import { beginShelf, openWords, readShelf, sealWords, shelfRules, shelve, wordsKey } from './index.ts'

const GROUP = 'a'.repeat(32) as OrgId
const OTHERS = 'b'.repeat(32) as OrgId
const KEY = new Uint8Array(32).fill(7)
const NONCE = new Uint8Array(24).fill(9)
const about = 'c'.repeat(64)
const by = (org: OrgId, role: Role): Author => ({ device: 'd'.repeat(32) as DeviceId, person: 'e'.repeat(32) as PersonId, org, role })
const written = (ops: readonly Op[], author = by(GROUP, 'contributor')) =>
  applyTo(emptyDoc(), [...ops.map((op, i) => ({ payload: { at: hlcAt(1000 + i), ops: [op] }, author }))], shelfRules(GROUP))

describe('words', () => {
  it('SHELF-1 words open with their key for their message, and with nothing else', () => {
    const words = { text: 'They came to the house.', files: [{ key: Uint8Array.of(1, 2) }] }
    const sealed = sealWords(KEY, NONCE, 'm1', words)
    expect(Buffer.from(sealed).includes('house')).toBe(false)
    expect(openWords(KEY, 'm1', sealed)).toEqual(words)
    expect(openWords(KEY, 'm2', sealed)).toBeNull()
    expect(openWords(new Uint8Array(32), 'm1', sealed)).toBeNull()
    expect(openWords(KEY, 'm1', sealed.slice(0, -1))).toBeNull()
  })
})

describe('the shelf', () => {
  it('SHELF-2 nobody writes another key over one that stands there, nor takes it away', () => {
    const key = wordsKey(about, KEY)
    const { doc } = written([beginShelf(5), shelve(key), shelve({ ...key, key: new Uint8Array(32) })])
    expect(readShelf(doc)).toEqual({ since: 5, keys: [key] })
    const over: readonly Op[] = [
      { o: 'set', c: 'key', i: key.id, f: { key: null } },
      { o: 'note', c: 'key', i: '2'.repeat(32), f: { about, key: KEY }, revises: key.id },
      { o: 'add', c: 'key', i: key.id, f: 'gone', v: 'yes' },
    ]
    expect(written(over).refused.map(({ reason }) => reason)).toEqual(Array(3).fill('keys_are_added'))
  })

  it('SHELF-3 on it writes who may write in the organisation it belongs to, and nobody of another', () => {
    const op = [shelve(wordsKey(about, KEY))]
    expect(written(op, by(OTHERS, 'steward')).refused.map(({ reason }) => reason)).toEqual(['shelf_is_own'])
    expect(written(op, by(GROUP, 'reader')).refused.map(({ reason }) => reason)).toEqual(['readers_only_read'])
    expect(written(op).refused).toEqual([])
  })

  it('SHELF-4 a colleague whose clock is set back puts no other key under the name of one, nor gives one to another conversation', () => {
    const key = wordsKey(about, KEY)
    const early = (op: Op) => ({
      payload: { at: hlcAt(1), ops: [op] },
      author: { ...by(GROUP, 'contributor'), device: 'f'.repeat(32) as DeviceId },
    })
    const entries = [
      { payload: { at: hlcAt(1000), ops: [beginShelf(5), shelve(key)] }, author: by(GROUP, 'editor') },
      early(shelve({ ...key, key: new Uint8Array(32) })),
      early(shelve({ ...key, about: 'e'.repeat(64) })),
      early(shelve({ id: '1'.repeat(32), about, key: KEY })),
    ]
    expect(readShelf(applyTo(emptyDoc(), entries, shelfRules(GROUP)).doc).keys).toEqual([key])
  })

  it('SHELF-2 what is no key is left out', () => {
    const odd: readonly Op[] = [
      { o: 'note', c: 'key', i: '1'.repeat(32), f: { about, key: Uint8Array.of(1) } },
      { o: 'note', c: 'key', i: '2'.repeat(32), f: { about: 5, key: KEY } },
      { o: 'note', c: 'key', i: '3'.repeat(32), f: {} },
    ]
    expect(readShelf(written(odd).doc)).toEqual({ since: 0, keys: [] })
  })
})
