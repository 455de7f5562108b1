/** Wren is a lawyer with a partner, two children and a mother; her sister has a case of her own. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import { readCase, savePerson } from '../casework/index.ts'
import { caseRules } from '../casework/policy.ts'
import type { Day } from '../casework/model.ts'
import type { Doc, Entry, Op } from '../record/model.ts'
import { AMINA, JOOST, LOCAL_GROUP, SPACE, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { TIE_KINDS } from '../vocabulary/householdCodes.ts'
import {
  dropPaper,
  endTie,
  familyGraph,
  readPapers,
  readStandings,
  readTies,
  savePaper,
  saveStanding,
  saveTie,
  takeOut,
  type Tie,
} from './index.ts'

const PEOPLE = ['wren', 'robin', 'lark', 'finch', 'grandmother', 'sister'] as const
const person = (id: string, at: number): Entry =>
  wrote(AMINA, at, ...opsOf(savePerson(id, { role: id === 'wren' ? 'defender' : 'dependent', label: id, relation: '', languages: [] })))
const people = PEOPLE.map(person)
const file = (...more: readonly Entry[]): Doc => docOf([...people, ...more], caseRules(LOCAL_GROUP))
const tie = (a: string, b: string, kind: Tie['kind'], together = true): readonly Op[] => opsOf(saveTie({ a, b, kind, together }))
const family = wrote(
  AMINA,
  10,
  ...tie('wren', 'robin', 'partner'),
  ...tie('wren', 'lark', 'parent'),
  ...tie('robin', 'lark', 'parent'),
  ...tie('wren', 'finch', 'parent'),
  ...tie('grandmother', 'wren', 'parent', false),
  ...tie('sister', 'wren', 'sibling', false),
)

describe('ties', () => {
  it('HOME-1 are one record for two people, read from either side, and end', () => {
    const told = readTies(file(family, wrote(JOOST, 11, ...tie('lark', 'wren', 'carer')), wrote(AMINA, 12, endTie('wren', 'robin'))))
    expect(told).toContainEqual({ a: 'lark', b: 'wren', kind: 'carer', together: true })
    expect(told).toContainEqual({ a: 'grandmother', b: 'wren', kind: 'parent', together: false })
    expect(told.some(({ a, b }) => [a, b].sort().join() === 'robin,wren')).toBe(false)
    expect(told).toHaveLength(5)
  })

  it('HOME-1 with somebody who is not in the file, or with oneself, are none', () => {
    expect(saveTie({ a: 'wren', b: 'wren', kind: 'friend', together: false }).ok).toBe(false)
    expect(readTies(file(wrote(AMINA, 10, ...tie('wren', 'nobody', 'friend'))))).toEqual([])
    const odd: Op = { o: 'set', c: 'tie', i: 'wren', f: { kind: 'parent' } }
    expect(readTies(file(wrote(AMINA, 10, odd)))).toEqual([])
  })
})

describe('the graph', () => {
  it('HOME-2 puts parents above children, and partners side by side', () => {
    const { places, rows } = familyGraph(PEOPLE, readTies(file(family)))
    const row = (id: string): number => places.find((one) => one.person === id)!.row
    expect([row('grandmother'), row('wren'), row('robin'), row('sister'), row('lark'), row('finch')]).toEqual([0, 1, 1, 1, 2, 2])
    const column = (id: string): number => places.find((one) => one.person === id)!.column
    expect(Math.abs(column('wren') - column('robin'))).toBe(1)
    expect(rows).toBe(3)
  })

  it('HOME-2 has a place of their own for everyone, whatever was said', () => {
    const anyTie = fc.record({
      a: fc.constantFrom(...PEOPLE),
      b: fc.constantFrom(...PEOPLE),
      kind: fc.constantFrom(...TIE_KINDS),
      together: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(anyTie, { maxLength: 20 }), (ties) => {
        const { places, rows, columns } = familyGraph(PEOPLE, ties)
        expect(places.map((place) => place.person).sort()).toEqual([...PEOPLE].sort())
        expect(new Set(places.map((place) => `${place.row}/${place.column}`)).size).toBe(PEOPLE.length)
        expect(places.every((place) => place.row < rows && place.column < columns && place.row >= 0)).toBe(true)
      }),
    )
    expect(familyGraph([], [])).toEqual({ places: [], rows: 0, columns: 0, ties: [] })
  })
})

describe('who decides for whom', () => {
  const none = readStandings(file())

  it('HOME-3 is an adult of the file who decides for themselves', () => {
    const lark = { person: 'lark', minor: true, guardian: 'wren', ownCase: null }
    const said = file(wrote(AMINA, 10, ...opsOf(saveStanding(lark, none))))
    expect(readStandings(said)).toContainEqual(lark)
    const all = readStandings(said)
    for (const guardian of ['lark', 'nobody'])
      expect(saveStanding({ person: 'lark', minor: true, guardian, ownCase: null }, all).ok).toBe(false)
    expect(saveStanding({ person: 'finch', minor: true, guardian: 'lark', ownCase: null }, all).ok).toBe(false)
  })

  it('HOME-3 is said by the organisation that holds the case, and so is where somebody’s own case is', () => {
    const ops = opsOf(saveStanding({ person: 'sister', minor: false, guardian: null, ownCase: 'ca5e' as SpaceId }, none))
    expect(readStandings(file(wrote(AMINA, 10, ...ops))).at(-1)?.ownCase).toBe('ca5e')
    expect(readStandings(file(wrote(JOOST, 10, ...ops))).at(-1)?.ownCase).toBeNull()
    const label: Op = { o: 'set', c: 'person', i: 'sister', f: { label: 'Sister, a nurse' } }
    expect(readStandings(file(wrote(JOOST, 10, label)))).toHaveLength(6)
  })
})

describe('papers', () => {
  const passport = {
    id: 'p1',
    person: 'wren',
    kind: 'passport',
    state: 'held',
    country: 'KE',
    number: 'X 1',
    until: '2027-02-01' as Day,
    place: 'with her',
  } as const
  const rules = undefined

  it('HOME-4 are read with what ends first in front; what is dropped is gone', () => {
    const doc = docOf(
      [
        wrote(AMINA, 0, ...opsOf(savePaper({ ...passport, id: 'p0', until: null }))),
        wrote(AMINA, 1, ...opsOf(savePaper(passport))),
        wrote(AMINA, 2, ...opsOf(savePaper({ ...passport, id: 'p2', until: '2026-12-01' as Day }))),
        wrote(AMINA, 3, ...opsOf(savePaper({ ...passport, id: 'p3' })), dropPaper('p3')),
      ],
      rules,
    )
    expect(readPapers(doc).map(({ id }) => id)).toEqual(['p2', 'p1', 'p0'])
    expect(readPapers(doc)[1]).toEqual(passport)
  })

  it('HOME-4 in odd shapes are plain, and what cannot be is refused by its field', () => {
    const odd: Op = { o: 'set', c: 'paper', i: 'p', f: { person: 'wren', kind: 7, until: '2027-02-31', country: 'Kenya' } }
    expect(readPapers(docOf([wrote(AMINA, 0, odd)]))).toEqual([
      { id: 'p', person: 'wren', kind: 'other', state: 'held', country: '', number: '', until: null, place: '' },
    ])
    const field = (change: object): string | undefined => {
      const made = savePaper({ ...passport, ...change })
      return made.ok ? undefined : made.problem.field
    }
    expect([field({ kind: 'map' }), field({ country: 'XX' }), field({ until: '2027-2-1' }), field({ person: '' })]).toEqual([
      'kind',
      'country',
      'until',
      'person',
    ])
  })
})

describe('who was taken out', () => {
  const at = '2026-03-05' as Day
  const out = (author = AMINA) => {
    const doc = file(family)
    const ops = opsOf(takeOut(doc, readCase(SPACE, doc), { person: 'lark', why: 'mistake', on: at, org: LOCAL_GROUP }))
    return file(family, wrote(author, 20, ...ops.filter((op) => op.c === 'person')))
  }

  it('HOME-5 is not in the file, and stands beside it with label, day and reason; said by who holds the case', () => {
    const read = readCase(SPACE, out())
    expect(read.people.map(({ id }) => id)).not.toContain('lark')
    expect(read.takenOut).toEqual([{ id: 'lark', label: 'lark', on: at, why: 'mistake' }])
    expect(readStandings(out()).map((one) => one.person)).not.toContain('lark')
    expect(readCase(SPACE, out(JOOST)).people).toHaveLength(PEOPLE.length)
    const odd: Op = { o: 'set', c: 'person', i: 'lark', f: { outOn: 'soon', outWhy: 'x' } }
    expect(readCase(SPACE, file(wrote(AMINA, 20, odd))).takenOut).toEqual([])
  })

  it('HOME-5 cannot be who is not there, nor the last one, nor for a reason that nobody knows', () => {
    const doc = file()
    const taken = { person: 'lark', why: 'mistake', on: at, org: LOCAL_GROUP } as const
    const fieldOf = (change: object, people = readCase(SPACE, doc).people) => {
      const ops = takeOut(doc, { ...readCase(SPACE, doc), people }, { ...taken, ...change })
      return ops.ok ? '' : ops.problem.field
    }
    expect([fieldOf({}), fieldOf({ person: 'nobody' }), fieldOf({ why: 'boredom' }), fieldOf({}, [])]).toEqual([
      '',
      'person',
      'why',
      'person',
    ])
  })
})
