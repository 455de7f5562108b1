/** What a member's own client may have written of a verification, and of a request to vouch: read without throwing, whatever it is. */
import { anyOp, applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Doc, type Op } from '@pergola/core/record'
import { openTo, readVerification, readVouch, standing } from '@pergola/core/verification'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { hold, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const PERSON = 'a'.repeat(32) as PersonId
const SPACE = 'c'.repeat(32) as SpaceId
const author: Author = { device: 'd'.repeat(32) as never, person: PERSON, org: HOLDER, role: 'editor' }
const owned = `${HOLDER}:1`

const opinion = {
  function: 'examines',
  decision: 'not_defender',
  failed: ['peaceful'],
  keptTo: ['what_they_do'],
  reasons: 'x',
  on: '2026-03-01',
}
const OF_CASE: readonly Op[] = [
  { o: 'set', c: 'verification', i: 'main', f: { activities: ['journalism'], since: '2019' } },
  { o: 'set', c: 'test', i: 'peaceful', f: { finding: 'met', reason: 'x' } },
  {
    o: 'set',
    c: 'evidence',
    i: owned,
    f: { tests: ['peaceful'], side: 'for', text: 'x', vouch: 'knows_of', vouchOrg: HOLDER, vouchSpace: SPACE },
  },
  { o: 'set', c: 'opinion', i: `1:${PERSON}`, f: opinion },
  { o: 'set', c: 'appeal', i: `2:${PERSON}`, f: { kind: 'appeal', reasons: 'x', on: '2026-03-01' } },
  { o: 'set', c: 'routing', i: owned, f: { to: 'outside', why: 'x' } },
]
const OF_REQUEST: readonly Op[] = [
  {
    o: 'set',
    c: 'referral',
    i: 'main',
    f: { purpose: 'vouch', toOrg: HOLDER, about: { place: 'KE', activities: ['legal'], name: '' }, sentAt: 5 },
  },
  { o: 'set', c: 'vouch', i: `${HOLDER}:answer`, f: { answer: 'knows_of', text: 'x' } },
]
const seeds = (ops: readonly Op[]) => (): readonly Uint8Array[] => {
  const written = encodePayload({ at: 5 as never, ops })
  return written.ok ? [written.value] : []
}
const words = ['opinion', 'evidence', 'appeal', 'vouch', 'tests', 'failed', 'settles', 'defender', '2:', '__proto__'].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

const docIn = (input: Uint8Array): Doc | null => {
  const read = decodePayload(input)
  return read.ok ? applyTo(emptyDoc(), [{ payload: read.value, author }], anyOp).doc : null
}

export const verificationTargets: readonly Target[] = [
  {
    name: 'verification',
    seeds: seeds(OF_CASE),
    words,
    run: (input) => {
      const doc = docIn(input)
      if (doc === null) return false
      const verification = readVerification(doc, HOLDER)
      const now = standing(verification)
      hold(verification.round >= 1 && verification.round <= 99, 'a round that is none')
      hold(now.state !== 'stands' || new Set(now.by).size > 1, 'a decision of one person')
      hold(openTo(verification, PERSON, HOLDER).functions.length <= 2, 'more functions than there are')
      return true
    },
  },
  {
    name: 'request to vouch',
    seeds: seeds(OF_REQUEST),
    words,
    run: (input) => {
      const doc = docIn(input)
      if (doc === null) return false
      const request = readVouch(SPACE, doc)
      hold(request === null || request.about.place.length <= 3, 'a place that is none')
      return true
    },
  },
]
