/** Two cases of one person, opened by two officers who did not know of each other; and a sister who needs a case of her own. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import { readCase, saveIdentity, savePerson } from '../casework/index.ts'
import type { PartialDay } from '../casework/model.ts'
import { caseRules, identityRules } from '../casework/policy.ts'
import { readTies, saveTie } from '../household/index.ts'
import type { Day } from '../casework/model.ts'
import type { Consent } from '../consent/model.ts'
import { LIMITS } from '../record/limits.ts'
import type { Entry, Op } from '../record/model.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, SPACE, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { findTest, saveEvidence } from '../verification/write.ts'
import {
  cameFrom,
  carryFile,
  carryIdentity,
  endCarried,
  mergedInto,
  offeredTo,
  readMoves,
  takenBackElsewhere,
  takenOver,
  type Carrying,
} from './index.ts'

const counter = () => {
  let n = 0
  return () => `n${++n}`
}
const how = (more: Partial<Carrying> = {}): Carrying => ({ org: LOCAL_GROUP, newId: counter(), ...more })
const nobody = (): string => 'somebody'

const person = (id: string): readonly Op[] =>
  opsOf(savePerson(id, { role: 'defender', label: `The one called ${id}`, relation: '', languages: ['sw'] }))
const need = (id: string, of: string): Op => ({
  o: 'set',
  c: 'need',
  i: id,
  f: {
    person: of,
    kind: 'medical',
    from: '2026-03-01',
    to: '2026-03-31',
    place: 'KE',
    urgency: 'days',
    headcount: 1,
    note: '',
    'answer.groups': ['women'],
  },
})
const risk = (org: typeof LOCAL_GROUP, id: string): Op => ({
  o: 'set',
  c: 'risk',
  i: ownedId(org, id),
  f: { on: '2026-03-01', probability: 'high', impact: 'high', deathThreat: true, threats: ['a call'], about: { people: ['wren'] } },
})
const source: readonly Entry[] = [
  wrote(AMINA, 0, ...person('wren'), ...person('lark'), ...opsOf(saveTie({ a: 'wren', b: 'lark', kind: 'sibling', together: false }))),
  wrote(AMINA, 1, need('n-wren', 'wren'), need('n-lark', 'lark'), risk(LOCAL_GROUP, 'r')),
  wrote(JOOST, 2, risk(SHELTER, 'r2'), { o: 'note', c: 'note', i: 'x', f: { text: 'They called again.' } }),
]
const doc = docOf(source, caseRules(LOCAL_GROUP))
const readBack = (ops: readonly Op[]) => docOf([wrote(AMINA, 50, ...ops)], caseRules(LOCAL_GROUP))

describe('what is carried', () => {
  it('MOVE-1 reads in the other case as it did here, under new ids that name one another', () => {
    const { ops, ids, left } = carryFile(doc, how(), nobody)
    const there = readCase(SPACE, readBack(ops))
    expect(there.people.map(({ label }) => label)).toEqual(readCase(SPACE, doc).people.map(({ label }) => label))
    expect(new Set(there.needs.map((one) => one.person))).toEqual(new Set([ids.get('wren'), ids.get('lark')]))
    expect(there.needs[0]?.answers).toEqual({ groups: ['women'] })
    expect(readTies(readBack(ops))).toMatchObject([{ kind: 'sibling' }])
    expect(there.assessments.map(({ deathThreat }) => deathThreat)).toEqual([true])
    expect(left).toBe(1)
    const old = new Set(['wren', 'lark', 'n-wren', 'n-lark', ownedId(LOCAL_GROUP, 'r')])
    const texts = JSON.stringify(ops.map((op) => (op.o === 'set' ? { ...op, f: { ...op.f, label: '' } } : op)))
    for (const id of old) expect(texts).not.toContain(`"${id}"`)
  })

  it('MOVE-2 brings notes with who wrote them and when, and leaves what others say of themselves', () => {
    const { ops } = carryFile(doc, how(), (org) => (org === SHELTER ? 'Huis Noord' : 'Amina'))
    const { notes } = readCase(SPACE, readBack(ops))
    expect(notes.map(({ text }) => text)).toEqual(['Huis Noord · 2026-03-01\n\nThey called again.'])
    expect(ops.every((op) => op.o !== 'set' || ownerOf(op.i) === null || ownerOf(op.i) === LOCAL_GROUP)).toBe(true)
  })

  it('MOVE-3 takes over what others wrote only for who goes on with the case', () => {
    const { ops, left } = carryFile(doc, { ...how(), org: SHELTER, adopt: true }, nobody)
    expect(left).toBe(0)
    const owners = ops.flatMap((op) => (op.o === 'set' && op.c === 'risk' ? [ownerOf(op.i)] : []))
    expect(owners).toEqual([SHELTER, SHELTER])
  })

  it('MOVE-4 of some people brings only them and what is about them, and no notes', () => {
    const { ops, ids } = carryFile(doc, how({ people: new Set(['lark']) }), nobody)
    const there = readCase(SPACE, readBack(ops))
    expect([there.people.length, there.needs.length, there.notes.length]).toEqual([1, 1, 0])
    expect(there.needs[0]?.person).toBe(ids.get('lark'))
    expect(readTies(readBack(ops))).toEqual([])
  })

  it('MOVE-4 leaves what was found of all of them where it is: it is no ground for one of them', () => {
    const evidence = {
      tests: ['acts_for_rights'],
      side: 'for',
      text: 'Their map.',
      source: 'the map',
      reliability: 'high',
      on: '2026-03-01' as Day,
      file: null,
    } as const
    const found = docOf(
      [
        ...source,
        wrote(AMINA, 30, ...opsOf(findTest('peaceful', 'met', 'Petitions.'))),
        wrote(AMINA, 31, ...opsOf(saveEvidence(ownedId(LOCAL_GROUP, 'e'), evidence))),
      ],
      caseRules(LOCAL_GROUP),
    )
    const of = (more: Partial<Carrying>) => new Set(carryFile(found, how(more), nobody).ops.flatMap((op) => (op.o === 'set' ? [op.c] : [])))
    const [whole, apart] = [of({}), of({ people: new Set(['lark']) })]
    expect(['test', 'evidence'].map((collection) => [whole.has(collection), apart.has(collection)])).toEqual([
      [true, false],
      [true, false],
    ])
  })

  it('MOVE-5 puts what is about somebody who is there already to them, and keeps what is known of them there', () => {
    const same = new Map([['wren', 'known']])
    const { ops, ids } = carryFile(doc, how({ same }), nobody)
    expect(ops.filter((op) => op.o === 'set' && op.c === 'person')).toHaveLength(1)
    expect(new Set(ops.flatMap((op) => (op.o === 'set' && op.c === 'need' ? [op.f['person']] : [])))).toEqual(
      new Set(['known', ids.get('lark')]),
    )
    const known = { otherNames: '', contact: '', whereabouts: '', birth: '' as PartialDay | '', documents: '' }
    const identity = docOf(
      [
        wrote(AMINA, 0, ...opsOf(saveIdentity({ person: 'wren', name: 'Wren W.', ...known }))),
        wrote(AMINA, 1, ...opsOf(saveIdentity({ person: 'lark', name: 'Lark W.', ...known }))),
      ],
      identityRules(LOCAL_GROUP),
    )
    const carried = carryIdentity(identity, how({ same }), ids)
    expect(carried).toMatchObject([{ c: 'person', i: ids.get('lark'), f: { name: 'Lark W.' } }])
  })

  it('MOVE-1 never makes two records one, whatever was written', () => {
    const collections = fc.constantFrom('person', 'need', 'consent', 'file', 'planStep')
    const anyOp = fc.record({
      c: collections,
      i: fc.constantFrom('a', 'b', `${LOCAL_GROUP}:a`, `${SHELTER}:b`),
      f: fc.dictionary(fc.constantFrom('person', 'x'), fc.string()),
    })
    fc.assert(
      fc.property(fc.array(anyOp, { maxLength: 12 }), (written) => {
        const odd = docOf(written.map((op, at) => wrote(at % 2 === 0 ? AMINA : JOOST, at, { o: 'set', ...op })))
        const { ops } = carryFile(odd, how({ adopt: true }), nobody)
        const places = ops.map((op) => `${op.c}/${op.i}`)
        expect(new Set(places).size).toBe(places.length)
      }),
    )
    expect(carryFile(docOf([]), how(), nobody)).toEqual({ ops: [], ids: new Map(), left: 0 })
  })
})

describe('where a case goes', () => {
  const other = '0c'.repeat(16) as SpaceId
  const on = '2026-03-05' as Day
  const moves = (...entries: readonly Entry[]) => readMoves(docOf(entries, caseRules(LOCAL_GROUP)))

  it('MOVE-6 is said by who holds it, and taken over by the organisation it was offered to', () => {
    const offered = wrote(AMINA, 1, offeredTo(SHELTER, on))
    expect(moves(offered, wrote(JOOST, 2, takenOver(SHELTER, on)))).toMatchObject({ offered: { org: SHELTER, on }, takenOn: on })
    expect(moves(offered, wrote(AMINA, 2, takenOver(SHELTER, on))).takenOn).toBeNull()
    expect(moves(wrote(JOOST, 1, offeredTo(SHELTER, on), mergedInto(other), ...cameFrom(other, 'merge')))).toEqual({
      mergedInto: null,
      offered: null,
      takenOn: null,
      from: [],
    })
    expect(moves(wrote(AMINA, 1, mergedInto(other), ...cameFrom(other, 'split')))).toMatchObject({
      mergedInto: other,
      from: [{ space: other, how: 'split' }],
    })
    const people = new Map(Array.from({ length: 250 }, (_, at) => [`there${at}`, `here${at}`]))
    const ops = cameFrom(other, 'merge', people)
    expect(moves(wrote(AMINA, 1, ...ops)).from).toEqual([{ space: other, how: 'merge', people, package: null }])
    expect(ops.every((op) => op.o === 'set' && Object.keys(op.f).length <= LIMITS.fields)).toBe(true)
  })
})

describe('cover of others after a case moved', () => {
  it('MOVE-8 who is asked to go on is said by who holds the case', () => {
    const asks: Op = { o: 'set', c: 'cover', i: `${SHELTER}:n1`, f: { need: 'n1' } }
    expect([caseRules(LOCAL_GROUP)(asks, AMINA), caseRules(LOCAL_GROUP)(asks, JOOST)]).toEqual(['ok', 'holder_asks_cover'])
  })
})

describe('what was taken back', () => {
  const day = (text: string): Day => text as Day
  const yes = (id: string, on: string, more: Partial<Consent> = {}): Consent => ({
    ...{ id, person: 'wren', scope: 'share_network', org: null, recipient: '', parts: [], given: true, on: day(on), how: 'spoken' },
    ...{ givenBy: 'self', guardian: null, trusted: '', language: '', until: null, withdrawnOn: null, takeBack: false },
    ...more,
  })
  const back = (more: Partial<Consent> = {}): Consent =>
    yes('back', '2026-03-03', { withdrawnOn: day('2026-03-09'), takeBack: true, ...more })
  const ended = (one: Consent, other: Consent = back()) => [...takenBackElsewhere([one], [other])]

  it('MOVE-7 ends the older yes in the other case, whichever of the two it is, and no later one', () => {
    const end = ['a', { withdrawnOn: '2026-03-09', takeBack: true }]
    expect([ended(yes('a', '2026-03-08')), [...takenBackElsewhere([back()], [yes('a', '2026-03-09')])]]).toEqual([[end], [end]])
    expect(ended(yes('a', '2026-03-10'))).toEqual([])
    expect([ended(yes('a', '2026-03-08', { given: false })), ended(yes('a', '2026-03-08', { withdrawnOn: day('2026-03-08') }))]).toEqual([
      [],
      [],
    ])
    const op: Op = { o: 'set', c: 'consent', i: 'a', f: { given: true, withdrawnOn: null } }
    const others: readonly Op[] = [
      { ...op, i: 'b' },
      { ...op, c: 'need' },
    ]
    expect(endCarried([op, ...others], takenBackElsewhere([yes('a', '2026-03-08')], [back()]))).toEqual([
      { ...op, f: { given: true, withdrawnOn: '2026-03-09', takeBack: true } },
      ...others,
    ])
  })

  it('MOVE-7 ends a yes of the day on which the other case has a no; a no counts against older ones by itself', () => {
    const no = (on: string) => yes('no', on, { given: false })
    expect(ended(yes('a', '2026-03-08'), no('2026-03-08'))).toEqual([['a', { withdrawnOn: '2026-03-08', takeBack: false }]])
    expect([ended(yes('a', '2026-03-07'), no('2026-03-08')), ended(yes('a', '2026-03-09'), no('2026-03-08'))]).toEqual([[], []])
    const medical = yes('a', '2026-03-08', { scope: 'share_named_org', org: SHELTER, parts: ['medical'] })
    expect(ended(medical, yes('no', '2026-03-08', { scope: 'share_named_org', given: false }))).toHaveLength(1)
  })

  it('MOVE-7 leaves what speaks of another person, purpose, recipient or part', () => {
    const named = { scope: 'share_named_org', org: SHELTER } as const
    const medical = { ...named, parts: ['medical'] } as const
    expect(ended(yes('a', '2026-03-08', { person: 'lark' }))).toEqual([])
    expect(ended(yes('a', '2026-03-08', { scope: 'statistics' }))).toEqual([])
    expect(ended(yes('a', '2026-03-08', named), back({ ...named, org: LOCAL_GROUP }))).toEqual([])
    expect(ended(yes('a', '2026-03-08', named), back(medical))).toEqual([])
    expect(ended(yes('a', '2026-03-08', { ...medical, parts: ['medical', 'emergency'] }), back(medical))).toHaveLength(1)
    expect(ended(yes('a', '2026-03-08', { org: SHELTER }))).toHaveLength(1)
  })
})
