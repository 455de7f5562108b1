/** What a member's own client may have written of consent, shares, passages and notices: read without throwing, and never as more than was said. */
import { readCase, caseRules } from '@pergola/core/casework'
import {
  consentMatrix,
  lapses,
  mayPass,
  noticeRules,
  readNotice,
  readPassages,
  readSeen,
  readShares,
  readWords,
  sharePassage,
  spacesOfParts,
} from '@pergola/core/consent'
import { applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Op } from '@pergola/core/record'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { hold, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const OTHER = 'e'.repeat(32) as OrgId
const SPACE = 'c'.repeat(32) as SpaceId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: HOLDER, role: 'editor' }
const day = '2026-03-01'
const said = { person: 'p', scope: 'share_named_org', org: OTHER, given: true, on: day, how: 'spoken', until: '2026-05-01' }

const OPS: readonly Op[] = [
  { o: 'set', c: 'person', i: 'p', f: { role: 'defender', label: 'x' } },
  { o: 'set', c: 'consent', i: 'one', f: { ...said, parts: ['identity'], givenBy: 'guardian', guardian: 'p', words: 'x', language: 'ar' } },
  { o: 'set', c: 'consent', i: 'two', f: { ...said, org: null, recipient: 'x', withdrawnOn: day, takeBack: true } },
  { o: 'set', c: 'share', i: OTHER, f: { file: 5, identity: 6, medical: null } },
  { o: 'set', c: 'seen', i: HOLDER, f: { file: 5 } },
  { o: 'add', c: 'case', i: 'main', f: 'notices', v: SPACE },
  {
    o: 'note',
    c: 'passage',
    i: 'n',
    f: { act: 'share_file', scope: 'share_named_org', org: OTHER, parts: ['files'], people: ['p'], consents: ['one'] },
  },
  {
    o: 'set',
    c: 'notice',
    i: 'main',
    f: { caseSpace: SPACE, toOrg: OTHER, pseudonym: 'x', why: 'ended', spaces: [SPACE], parts: { file: 5 } },
  },
]
const words = ['consent', 'passage', 'share', 'notice', 'parts', 'withdrawnOn', 'given', 'scope', 'identity', '__proto__', day].map(
  (word) => Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

export const consentTargets: readonly Target[] = [
  {
    name: 'consent',
    seeds: () => {
      const written = encodePayload({ at: 5 as never, ops: OPS })
      return written.ok ? [written.value] : []
    },
    words,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const entries = [{ payload: read.value, author }]
      const { doc } = applyTo(emptyDoc(), entries, caseRules(HOLDER))
      const file = readCase(SPACE, doc)
      const shares = readShares(doc)
      for (const part of ['file', 'identity', 'medical', 'emergency'] as const) {
        const { allowed, given } = mayPass(file, sharePassage(OTHER, part), day as never)
        hold(!allowed || (given.length > 0 && given.every((one) => one.given && one.on <= day)), 'consent that nobody gave')
      }
      hold(
        lapses(file, shares).every(({ org }) => org !== ('' as OrgId)),
        'a share with nobody',
      )
      hold(
        consentMatrix(file, day as never).every(({ cells }) => cells.length === file.people.length),
        'somebody left out of the matrix',
      )
      hold(
        readPassages(doc).every(({ by }) => by === author.person),
        'a passage of nobody',
      )
      readSeen(doc, HOLDER)
      readWords(doc)
      spacesOfParts(doc, SPACE)
      const notice = readNotice(SPACE, applyTo(emptyDoc(), entries, noticeRules(HOLDER)).doc)
      hold(
        notice === null || (notice.fromOrg === HOLDER && notice.confirmed.length === 0 && notice.copies === null),
        'a notice confirmed by its sender',
      )
      return true
    },
  },
]
