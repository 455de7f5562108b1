import { expect, test } from 'vitest'
import { AMINA, FUND, SHELTER, opsOf, wrote } from '../record/story.fixture.ts'
import { concernedBy, mayShare } from './consent.ts'
import type { CaseFile, Day, Need } from './model.ts'
import { TODAY, caseAfter, day, says } from './story.fixture.ts'
import { withdrawConsent } from './write.ts'

const network = (file: CaseFile, onDay: Day = TODAY) => mayShare(file, 'share_network', null, onDay, ['heron'])

test('CONS-1 nothing was said: nothing leaves the case, and those to ask are named', () => {
  expect(mayShare(caseAfter(), 'share_network', null, TODAY)).toEqual({ allowed: false, missing: ['heron', 'lark', 'wren'], given: [] })
})

test('CONS-1 a file without people has nobody who could have said yes', () => {
  expect(mayShare({ ...caseAfter(), people: [] }, 'share_network', null, TODAY).allowed).toBe(false)
})

test('CONS-2 the defender’s yes is not her children’s', () => {
  const mother = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', {})))
  expect(mayShare(mother, 'share_network', null, TODAY).missing).toEqual(['lark', 'wren'])
  const all = caseAfter(
    wrote(
      AMINA,
      3,
      ...says('c1', 'heron', {}),
      ...says('c2', 'wren', { how: 'through_trusted_person' }),
      ...says('c3', 'lark', { how: 'through_trusted_person' }),
    ),
  )
  expect(mayShare(all, 'share_network', null, TODAY)).toMatchObject({
    allowed: true,
    missing: [],
    given: [{ id: 'c1' }, { id: 'c3' }, { id: 'c2' }],
  })
})

test('CONS-3 a need for one person asks that person; a need for three asks everyone in the file', () => {
  const file = caseAfter()
  const need = file.needs[0] as Need
  expect(concernedBy(file, need)).toEqual(['heron', 'lark', 'wren'])
  expect(concernedBy(file, { ...need, person: 'wren', headcount: 1 })).toEqual(['wren'])
})

test('CONS-4 the last decision by the day counts: no after yes, yes after no', () => {
  const file = caseAfter(
    wrote(AMINA, 3, ...says('c1', 'heron', { on: day('2026-03-01') })),
    wrote(AMINA, 4, ...says('c2', 'heron', { on: day('2026-03-10'), given: false })),
    wrote(AMINA, 5, ...says('c3', 'heron', { on: day('2026-03-20') })),
  )
  expect(['2026-02-28', '2026-03-01', '2026-03-10', '2026-03-20'].map((on) => network(file, day(on)).allowed)).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test('CONS-4 of two decisions on one day the later recorded counts, of two recorded at once the no', () => {
  expect(
    network(caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { given: false })), wrote(AMINA, 4, ...says('c2', 'heron', {})))).allowed,
  ).toBe(true)
  expect(network(caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { given: false }), ...says('c2', 'heron', {})))).allowed).toBe(false)
})

test('CONS-5 withdrawn counts as no from that day on, and an older yes does not come back', () => {
  const file = caseAfter(
    wrote(AMINA, 3, ...says('c0', 'heron', { on: day('2026-02-01') }), ...says('c1', 'heron', {})),
    wrote(AMINA, 4, ...opsOf(withdrawConsent('c1', day('2026-03-05')))),
  )
  expect(['2026-03-04', '2026-03-05', '2026-04-01'].map((on) => network(file, day(on)).allowed)).toEqual([true, false, false])
})

test('CONS-6 consent until a day holds on that day and not after it', () => {
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { until: day('2026-03-31') })))
  expect([network(file, day('2026-03-31')).allowed, network(file, day('2026-04-01')).allowed]).toEqual([true, false])
})

test('CONS-7 sharing with the organisation named is consent for that one and no other', () => {
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { scope: 'share_named_org', org: SHELTER })))
  expect(mayShare(file, 'share_named_org', SHELTER, TODAY, ['heron']).allowed).toBe(true)
  expect(mayShare(file, 'share_named_org', FUND, TODAY, ['heron']).allowed).toBe(false)
  expect(mayShare(file, 'share_named_org', null, TODAY, ['heron']).allowed).toBe(false)
  expect(network(file).allowed).toBe(false)
})

test('CONS-7 a no that names nobody is a no to everybody', () => {
  const file = caseAfter(
    wrote(AMINA, 3, ...says('c1', 'heron', { scope: 'share_named_org', org: SHELTER })),
    wrote(AMINA, 4, {
      o: 'set',
      c: 'consent',
      i: 'c2',
      f: { person: 'heron', scope: 'share_named_org', org: null, given: false, on: TODAY, how: 'spoken', until: null },
    }),
  )
  expect(mayShare(file, 'share_named_org', SHELTER, TODAY, ['heron']).allowed).toBe(false)
})
