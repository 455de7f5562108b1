/** What a book and a case may say of keeping and destroying: read without throwing; nothing is due that is held, nothing is proposed in part. */
import { caseRules, dayFrom, type Day } from '@pergola/core/casework'
import { applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Op } from '@pergola/core/record'
import { bookRules, dueOf, isHeld, readBareRecords, readHold, readProposals, readRetention } from '@pergola/core/retention'
import { openWords, readShelf, sealWords, shelfRules, shelve, wordsKey } from '@pergola/core/shelf'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { sealBox } from '../../../packages/core/src/crypto/index.ts'
import { toCbor } from '../../../packages/core/src/record/cborWriter.ts'
import { hold, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const SPACE = 'c'.repeat(32) as SpaceId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: HOLDER, role: 'steward' }
const space = { space: SPACE, blobs: ['e'.repeat(32)], pos: 3, head: 'f'.repeat(64), device: 'd'.repeat(32), signature: new Uint8Array(64) }
const decided = { proposedBy: author.person, confirmedBy: author.person, opened: '2026-01', ended: '2026-03', done: true }

const OPS: readonly Op[] = [
  { o: 'set', c: 'retention', i: 'safe', f: { months: 12, on: true } },
  { o: 'set', c: 'retention', i: 'kept', f: { kinds: false } },
  { o: 'set', c: 'hold', i: 'main', f: { reason: 'x', by: author.person, since: '2026-03-01', until: '2026-05-01' } },
  { o: 'set', c: 'ending', i: `${SPACE}:all`, f: { by: author.person, at: 5, rule: 'safe', spaces: [space] } },
  {
    o: 'set',
    c: 'ending',
    i: `${SPACE}:alerts`,
    f: { by: author.person, at: 5, rule: 'alert', spaces: [space], alerts: [{ id: 'cd'.repeat(32), turns: 2 }] },
  },
  shelve(wordsKey('cd'.repeat(32), new Uint8Array(32))),
  { o: 'set', c: 'ended', i: `${SPACE}:parts`, f: { ...decided, kinds: ['medical'], outcomes: ['better'], told: [HOLDER] } },
]
const words = ['retention', 'hold', 'ending', 'ended', 'months', 'until', 'spaces', 'signature', '__proto__', '2026-05-01'].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)
const KEY = new Uint8Array(32).fill(5)
const CLOSED = { space: SPACE, closedOn: '2024-02-29' as Day, reason: 'safe', hasParts: true } as const

export const retentionTargets: readonly Target[] = [
  {
    name: 'keeping and destroying',
    seeds: () => {
      const written = encodePayload({ at: 5 as never, ops: OPS })
      return written.ok ? [written.value] : []
    },
    words,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const entries = [{ payload: read.value, author }]
      const book = applyTo(emptyDoc(), entries, bookRules).doc
      const held = readHold(applyTo(emptyDoc(), entries, caseRules(HOLDER)).doc)
      const retention = readRetention(book)
      hold(
        retention.rules.every(({ months }) => Number.isSafeInteger(months) && months >= 1 && months <= 240),
        'a rule without its months',
      )
      for (const number of [0, 20_000, 60_000]) {
        const row = { ...CLOSED, heldUntil: held?.until ?? null }
        const due = dueOf(retention, row, dayFrom(number))
        hold(
          due === null || (!isHeld(row, dayFrom(number)) && retention.rules.some(({ id, on }) => id === due.rule && on)),
          'due though held or by no rule',
        )
      }
      hold(
        readProposals(book).every(({ spaces }) => spaces.length > 0 && spaces.every(({ signature }) => signature.length === 64)),
        'a proposal in part',
      )
      const { keys } = readShelf(applyTo(emptyDoc(), entries, shelfRules(HOLDER)).doc)
      hold(
        keys.every(({ id, key, about }) => key.length === 32 && about !== '' && wordsKey(about, key).id === id) &&
          new Set(keys.map(({ id }) => id)).size === keys.length,
        'what is no key on a shelf',
      )
      hold(
        readBareRecords(book).every(({ opened, ended }) => [opened, ended].every((month) => month === '' || month.length === 7)),
        'a record with a day',
      )
      return true
    },
  },
  {
    name: 'words of a conversation',
    seeds: () => {
      const written = toCbor({ text: 'x', reach: '', language: 'ar', files: [{ blob: 'ab'.repeat(16), key: new Uint8Array(32) }] })
      return written.ok ? [written.value] : []
    },
    words: ['text', 'files', 'alert', 'from', '__proto__'].map((word) => Uint8Array.of(0x60 + word.length, ...utf8(word))),
    run: (input) => {
      const read = openWords(KEY, 'm', sealBox(KEY, new Uint8Array(24), input, utf8('pergola/1 words\0m')))
      hold(openWords(KEY, 'n', sealWords(KEY, new Uint8Array(24), 'm', read ?? {})) === null, 'of another message')
      return read !== null
    },
  },
]
