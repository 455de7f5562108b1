/** What other members' clients may have written of a request, its list of candidates and a file for somebody outside; and what a link opens. */
import { anyOp, applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Doc, type Op } from '@pergola/core/record'
import { openOutside, readOutside, sealOutside } from '@pergola/core/outside'
import { nextInLine, openRest, readAnswerHours, readCandidates, readReferral, referralState } from '@pergola/core/referral'
import { unhex, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import { hold, text, utf8, type Target } from '../target.ts'

const ORG = 'b'.repeat(32) as OrgId
const OTHER = 'e'.repeat(32) as OrgId
const SPACE = 'c'.repeat(32) as SpaceId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: ORG, role: 'editor' }

const teaser = {
  kind: 'medical',
  from: '2026-03-01',
  to: '2026-04-01',
  region: '014',
  urgency: 'days',
  languages: ['ar'],
  headcount: 1,
  text: '',
}
const parts = [{ teaser: 0, from: '2026-03-01', to: '2026-03-09', share: 40 }]
const OPS: readonly Op[] = [
  { o: 'set', c: 'referral', i: 'main', f: { toOrg: OTHER, purpose: 'support', teasers: [teaser], sentAt: 5, answerBy: 9 } },
  { o: 'note', c: 'turn', i: 't1', f: { act: 'taken_up', text: 'x', parts } },
  { o: 'note', c: 'turn', i: 't2', f: { act: 'forwarded', text: 'x', org: OTHER, service: 's' } },
  { o: 'note', c: 'turn', i: 't3', f: { act: 'feedback', text: 'x', helped: 'partly', on: '2026-03-01' } },
  { o: 'set', c: 'candidate', i: SPACE, f: { chain: ORG, org: OTHER, rank: 1, hours: 24, needs: ['n'], text: '', afterNo: true } },
  {
    o: 'set',
    c: 'outside',
    i: 'o',
    f: { recipient: 'x', scope: 'referral', parts: ['needs'], parcel: new Uint8Array(32), expires: 9, openedAt: 7 },
  },
  { o: 'set', c: 'network', i: 'main', f: { answerHours: { hours: 1, days: 2, weeks: 3, months: 4 } } },
]
const written = (): readonly Uint8Array[] => {
  const payload = encodePayload({ at: 5 as never, ops: OPS })
  return payload.ok ? [payload.value] : []
}
const words = ['turn', 'parts', 'teaser', 'share', 'candidate', 'chain', 'rank', 'outside', 'parcel', '__proto__'].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

const docIn = (input: Uint8Array): Doc | null => {
  const read = decodePayload(input)
  return read.ok ? applyTo(emptyDoc(), [{ payload: read.value, author }], anyOp).doc : null
}

const CONTENT = {
  from: 'x',
  to: 'y',
  writtenAt: 1,
  expires: 2,
  language: 'en',
  words: 'z',
  labels: { days: 'soon' },
  summary: { urgency: 'days', country: 'KE', text: 'x' },
  needs: [{ kind: 'medical', from: '2026-03-01', to: '2026-03-09', place: '', urgency: 'days', headcount: 1 }],
  people: [{ label: 'x', relation: '', languages: ['ar'] }],
  risk: { level: 'high', threats: ['x'], vulnerabilities: [], capacities: [] },
  identity: [{ label: 'x', name: 'y', otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' }],
  files: [{ name: 'x.pdf', bytes: 2 }],
}
/** What stands behind the first zero byte is what is attached. */
const SEED = utf8(`${JSON.stringify(CONTENT)}\0ab`)
const [SECRET, NONCE] = [new Uint8Array(32).fill(7), new Uint8Array(24).fill(9)]

const jsonIn = (input: Uint8Array): unknown => {
  try {
    return JSON.parse(text(input))
  } catch {
    return null
  }
}

export const referralTargets: readonly Target[] = [
  {
    name: 'request',
    seeds: written,
    words,
    run: (input) => {
      const doc = docIn(input)
      if (doc === null) return false
      const referral = readReferral(SPACE, doc)
      for (const turn of referral?.turns ?? []) {
        const rest = openRest(referral!.teasers, turn)
        hold(
          rest.every(({ teaser: at, from, to, share }) => {
            const asked = referral!.teasers[at]!
            return asked.from <= from && from <= to && to <= asked.to && share >= 1 && share <= 100
          }),
          'what stays open lies within what was asked',
        )
      }
      if (referral !== null) referralState(referral, 7 as never)
      for (const { after, queue } of nextInLine(readCandidates(doc), [{ space: ORG }]))
        hold(after !== queue[0]!.space, 'nobody comes after themselves')
      hold(
        readOutside(doc).every(({ parcel }) => unhex(parcel)?.length === 32),
        'a parcel has 32 bytes',
      )
      hold(
        Object.values(readAnswerHours(doc)).every((hours) => hours >= 1 && hours <= 2160),
        'hours that can be agreed on',
      )
      return referral !== null
    },
  },
  {
    name: 'file for somebody outside',
    seeds: () => [SEED],
    words: ['"needs":', '"labels":', '"identity":', '"files":', '"bytes":', '\0', '"__proto__":', 'null', '[]', '{}'].map(utf8),
    run: (input) => {
      const end = input.indexOf(0)
      const value = jsonIn(end < 0 ? input : input.subarray(0, end))
      const sealed = value === null ? null : sealOutside(SECRET, NONCE, value as never, end < 0 ? [] : [input.subarray(end + 1)])
      const opened = sealed === null ? null : openOutside(SECRET, sealed)
      if (opened !== null) {
        const { content, attached } = opened
        const lists = [content.needs, content.people, content.identity, content.files].filter((list) => list !== null)
        hold(
          attached.length === (content.files ?? []).length && attached.every(({ length }, at) => length === content.files![at]!.bytes),
          'attached as the content names it',
        )
        hold(
          lists.every((list) => list.length <= 200),
          'long lists are cut',
        )
        hold(
          Object.values(content.labels).every((label) => typeof label === 'string'),
          'labels are words',
        )
      }
      return opened !== null
    },
  },
]
