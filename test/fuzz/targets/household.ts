/** What others may have written of families, papers, health, moves and succession: read, drawn and carried on without throwing. */
import { medicalRules, readMedical } from '@pergola/core/care'
import { caseRules, readCase, type Day } from '@pergola/core/casework'
import { familyGraph, readPapers, readStandings, readTies, takeOut } from '@pergola/core/household'
import { carryCover, carryFile, carryIdentity, readAskedCover, readMoves } from '@pergola/core/moving'
import { applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Doc, type Op, type Rules } from '@pergola/core/record'
import { openInner, openOuter, readSuccession } from '@pergola/core/succession'
import type { OrgId, PersonId } from '@pergola/protocol'
import { hold, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const OTHER = 'e'.repeat(32) as OrgId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: HOLDER, role: 'editor' }
const own = `${HOLDER}:1`

const OPS: readonly Op[] = [
  { o: 'set', c: 'person', i: 'p', f: { role: 'defender', label: 'x', minor: false, guardian: null } },
  { o: 'set', c: 'person', i: 'q', f: { role: 'dependent', label: 'y', minor: true, guardian: 'p' } },
  { o: 'set', c: 'tie', i: 'p~q', f: { a: 'p', kind: 'parent', together: true } },
  { o: 'set', c: 'paper', i: 'r', f: { person: 'p', kind: 'passport', state: 'held', country: 'KE', until: '2027-01-01' } },
  { o: 'set', c: 'need', i: 'n', f: { person: 'q', kind: 'medical', about: ['p', { deep: 'q' }] } },
  { o: 'note', c: 'note', i: 'm', f: { text: 'x' } },
  { o: 'set', c: 'person', i: 's', f: { role: 'dependent', label: 'z', outOn: '2026-03-01', outWhy: 'mistake' } },
  { o: 'set', c: 'cover', i: 'v', f: { need: 'n', org: OTHER, from: '2026-03-01', to: '2026-03-02', was: 'f'.repeat(32) } },
  { o: 'set', c: 'move', i: 'main', f: { offeredTo: OTHER, offeredOn: '2026-03-01', mergedInto: 'f'.repeat(32) } },
  { o: 'set', c: 'care', i: own, f: { person: 'p', kind: 'allergy', text: 'x', since: '2020', urgent: true } },
  { o: 'set', c: 'visit', i: own, f: { person: 'p', on: '2026-03-01', text: 'x', nextOn: '2026-04-01' } },
  { o: 'set', c: 'succession', i: 'main', f: { purpose: 'shares', whose: OTHER, person: author.person, trustees: [HOLDER] } },
  { o: 'set', c: 'share', i: `${HOLDER}:${OTHER}`, f: { box: new Uint8Array(1200) } },
]
const words = ['person', 'tie', 'paper', 'care', 'visit', 'move', 'share', 'guardian', 'p~q', '__proto__'].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

const seeds = (): readonly Uint8Array[] => {
  const written = encodePayload({ at: 5 as never, ops: OPS })
  return written.ok ? [written.value] : []
}

const docOf = (input: Uint8Array, rules: Rules): Doc | null => {
  const read = decodePayload(input)
  return read.ok ? applyTo(emptyDoc(), [{ payload: read.value, author }], rules).doc : null
}

const family = (doc: Doc): void => {
  const people = readStandings(doc).map(({ person }) => person)
  const { places } = familyGraph(people, readTies(doc))
  hold(new Set(places.map(({ row, column }) => `${row}/${column}`)).size === people.length, 'two people in one place')
  hold(
    readPapers(doc).every(({ person }) => person !== ''),
    'a paper of nobody',
  )
}

const leaving = (doc: Doc): void => {
  const file = readCase('c'.repeat(32) as never, doc)
  hold(
    file.takenOut.every(({ id }) => !file.people.some((one) => one.id === id)),
    'somebody in the file and out of it',
  )
  const on = '2026-03-01' as Day
  for (const { id: person } of file.people) takeOut(doc, file, { person, why: 'mistake', on, org: HOLDER })
}

const moving = (doc: Doc): void => {
  let n = 0
  const how = { org: HOLDER, newId: () => `n${String(++n).padStart(6, '0')}`, adopt: true }
  const { ops, ids } = carryFile(doc, how, () => 'x')
  const places = ops.map((op) => `${op.c}/${op.i}`)
  hold(new Set(places).size === places.length, 'two records made one')
  carryIdentity(doc, how, ids)
  readMoves(doc)
  const file = readCase('c'.repeat(32) as never, doc)
  carryCover(doc, file, how, ids, '2026-03-01' as Day)
  for (const { from, to } of readAskedCover(doc, file)) hold(from <= to, 'asked about days that end before they begin')
}

export const householdTargets: readonly Target[] = [
  {
    name: 'household and moves',
    seeds,
    words,
    run: (input) => {
      const doc = docOf(input, caseRules(HOLDER))
      if (doc === null) return false
      family(doc)
      moving(doc)
      leaving(doc)
      return true
    },
  },
  {
    name: 'medical part and succession',
    seeds,
    words,
    run: (input) => {
      const health = docOf(input, medicalRules(HOLDER))
      const doc = docOf(input, () => 'ok')
      if (health === null || doc === null) return false
      hold(
        readMedical(health).care.every(({ org }) => org === HOLDER),
        'somebody else’s word about health',
      )
      const said = readSuccession(doc)
      if (said?.purpose === 'shares')
        hold(
          said.shares.every((share) => openOuter([], said.whose, share) === null && openInner([], said.whose, share) === null),
          'a box that opens without a key',
        )
      return true
    },
  },
]
