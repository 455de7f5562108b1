/** A package of a case from somebody else: read and taken, or refused by a reason. */
import { hash } from 'node:crypto'
import { caseRules, readCase } from '@pergola/core/casework'
import { packCase, readPackage, takePackage, type CaseDocs, type Head } from '@pergola/core/casepackage'
import { applyTo, emptyDoc, encodePayload, ownerOf, type Author, type Op } from '@pergola/core/record'
import type { OrgId, PersonId } from '@pergola/protocol'
import { hold, text, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: HOLDER, role: 'editor' }
const OPS: readonly Op[] = [
  { o: 'set', c: 'case', i: 'main', f: { pseudonym: 'Heron', country: 'KE', summary: 'x' } },
  { o: 'set', c: 'person', i: 'p', f: { role: 'defender', label: 'x' } },
  { o: 'set', c: 'need', i: 'n', f: { person: 'p', kind: 'medical', from: '2026-03-01', to: '2026-03-31' } },
  { o: 'set', c: 'consent', i: 'c', f: { person: 'p', scope: 'referral', given: true, on: '2026-03-01' } },
  { o: 'set', c: 'commitment', i: `${HOLDER}:1`, f: { need: 'n', from: '2026-03-01', to: '2026-03-31' } },
  { o: 'note', c: 'note', i: 'm', f: { text: 'x' } },
]
const doc = applyTo(emptyDoc(), [{ payload: { at: 5_000_000 as never, ops: OPS }, author }], () => 'ok').doc
const docs: CaseDocs = { file: doc, identity: emptyDoc(), medical: null }
const head: Head = {
  id: '1'.repeat(32),
  made: 1_772_000_000_000,
  from: { org: HOLDER, name: 'x' },
  to: 'y',
  scope: 'referral',
  case: { space: '2'.repeat(32), pseudonym: 'Heron', newest: 0 },
  sections: ['summary'],
  left: [{ section: 'medical', why: 'not_chosen' }],
  organisations: { [HOLDER]: 'x' },
}
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', bytes, 'buffer'))
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** What is changed is summed again, so that the search goes on behind the sums. */
const withSums = (json: string): Uint8Array | null => {
  const content = utf8(json)
  const bytes = packCase(sha256, head, docs, [], new Map())?.bytes
  if (bytes === undefined) return null
  // Found by its sum: the same package with other records.
  const packed = text(bytes)
  const [, sum = ''] = /"case\.json": "([0-9a-f]{64})"/u.exec(packed) ?? []
  const at = packed.indexOf('{\n "records"')
  const end = packed.indexOf('\0', at)
  if (content.length > end - at) return null
  const changed = bytes.slice()
  changed.set(new Uint8Array(end - at).fill(0x20), at)
  changed.set(content, at)
  changed.set(utf8(hexOf(sha256(changed.slice(at, end)))), packed.indexOf(sum))
  return changed
}

const take = (input: Uint8Array): boolean => {
  const read = readPackage(sha256, input)
  if (!read.ok) return false
  let n = 0
  const org = 'e'.repeat(32) as OrgId
  const taken = takePackage(read.value, { org, newId: () => String(++n).padStart(32, '0'), today: '2026-03-10' as never })
  const all = [...taken.file, ...taken.identity, ...taken.medical]
  hold(
    all.every((op) => ownerOf(op.i) === null || ownerOf(op.i) === org),
    'a record of somebody else was taken',
  )
  hold(
    all.every((op) => encodePayload({ at: 1 as never, ops: [op] }).ok),
    'a record was taken that no case can hold',
  )
  const here = applyTo(emptyDoc(), [{ payload: { at: 5 as never, ops: taken.file }, author: { ...author, org } }], caseRules(org))
  hold(
    readCase('' as never, here.doc).consents.every(({ given, until }) => !given || (until !== null && until < '2026-03-10')),
    'a yes came in that holds',
  )
  hold(({} as Record<string, unknown>)['x'] === undefined, 'the prototype of everything was changed')
  return true
}

const seeds = (): readonly Uint8Array[] => {
  const made = packCase(sha256, head, docs, [], new Map())
  return made === null ? [] : [made.bytes]
}
const RECORDS =
  '{"records":[{"collection":"consent","id":"c","by":"' + HOLDER + '","at":5,"fields":{"given":true,"person":"p"}}],"notes":[]}'
const words = [
  '"collection"',
  '"records"',
  'consent',
  '"given":true',
  '"until":',
  '"__proto__"',
  'person',
  'test',
  'tie',
  'p~q',
  '../',
  ':',
].map(utf8)

export const casePackageTargets: readonly Target[] = [
  { name: 'package of a case', seeds, words, run: take },
  {
    name: 'records of a package',
    seeds: () => [
      utf8(RECORDS),
      utf8('{"records":[],"notes":[{"collection":"note","id":"x","by":"' + HOLDER + '","at":1,"fields":{"text":"x"}}]}'),
    ],
    words,
    mostBytes: 1200,
    run: (input) => {
      const changed = withSums(text(input).replaceAll('\0', ' '))
      return changed !== null && take(changed)
    },
  },
]
