import { expect, test } from 'vitest'
import { AMINA, FUND, SHELTER, opsOf, wrote } from '../record/story.fixture.ts'
import { concernedBy, mayPass } from './gate.ts'
import { withdrawConsent } from './write.ts'
import type { CaseFile, Day, Need } from '../casework/model.ts'
import { TODAY, caseAfter, day, says } from '../casework/story.fixture.ts'
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from '../record/model.ts'
import { PASSAGE_ACTS } from '../vocabulary/caseCodes.ts'
import { partsOfAct, partsOfScope, scopesOfAct } from './meaning.ts'
import type { Passage } from './model.ts'

/** A request without a name, about these people (or everyone in the file). */
const request = (file: CaseFile, onDay: Day = TODAY, people?: readonly RecordId[]) =>
  mayPass(file, { act: 'teaser', scope: 'share_network', ...(people ? { people } : {}) }, onDay)
const network = (file: CaseFile, onDay: Day = TODAY) => request(file, onDay, ['heron'])

/** Heron's file to one organisation. */
const fileTo = (file: CaseFile, org: OrgId | null, more: Partial<Passage> = {}) =>
  mayPass(file, { act: 'share_file', scope: 'share_named_org', org, people: ['heron'], ...more }, TODAY)

test('CONS-1 nothing was said: nothing leaves the case, and those to ask are named', () => {
  expect(request(caseAfter())).toEqual({ allowed: false, missing: ['heron', 'lark', 'wren'], missingParts: ['needs'], given: [] })
})

test('CONS-1 a file without people has nobody who could have said yes', () => {
  expect(request({ ...caseAfter(), people: [] }).allowed).toBe(false)
})

test('CONS-2 the defender’s yes is not her children’s', () => {
  const mother = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', {})))
  expect(request(mother)).toMatchObject({ allowed: false, missing: ['lark', 'wren'] })
  const all = caseAfter(
    wrote(
      AMINA,
      3,
      ...says('c1', 'heron', {}),
      ...says('c2', 'wren', { how: 'through_trusted_person' }),
      ...says('c3', 'lark', { how: 'through_trusted_person' }),
    ),
  )
  expect(request(all)).toMatchObject({
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
  expect(fileTo(file, SHELTER).allowed).toBe(true)
  expect(fileTo(file, FUND).allowed).toBe(false)
  expect(fileTo(file, null).allowed).toBe(false)
  expect(network(file).allowed).toBe(false)
})

test('CONS-7 a yes to share by name that names nobody is for nobody, whatever client wrote it', () => {
  const file = caseAfter(
    wrote(AMINA, 3, {
      o: 'set',
      c: 'consent',
      i: 'c1',
      f: { person: 'heron', scope: 'share_named_org', org: null, given: true, on: TODAY, how: 'spoken', until: null },
    }),
  )
  expect(fileTo(file, SHELTER).allowed).toBe(false)
  expect(fileTo(file, null).allowed).toBe(false)
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
  expect(fileTo(file, SHELTER).allowed).toBe(false)
})

test('CONS-8 only the scopes that ground an act allow it: consent to statistics is none to an appeal', () => {
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { scope: 'statistics' })))
  const statistics: Passage = { act: 'statistics', scope: 'statistics', people: ['heron'] }
  expect(mayPass(file, statistics, TODAY).allowed).toBe(true)
  expect(mayPass(file, { ...statistics, act: 'appeal' }, TODAY)).toMatchObject({ allowed: false, missing: ['heron'], given: [] })
})

test('CONS-8 every act has a scope that grounds it, and that scope can mean all that the act sends', () => {
  for (const act of PASSAGE_ACTS) {
    expect(scopesOfAct(act).length).toBeGreaterThan(0)
    expect(scopesOfAct(act).some((scope) => partsOfAct(act).every((part) => partsOfScope(scope).includes(part)))).toBe(true)
  }
})

test('CONS-8 no scope of sharing without a name can mean who somebody is', () => {
  for (const scope of ['share_network', 'appeal_anonymous', 'statistics', 'research'] as const)
    expect(partsOfScope(scope)).not.toContain('identity')
})

test('CONS-9 a yes that names parts is for those, and a later no to one part leaves the others', () => {
  const yes = says('c1', 'heron', { scope: 'share_named_org', org: SHELTER })
  const no = says('c2', 'heron', { scope: 'share_named_org', org: SHELTER, given: false, parts: ['identity'] })
  const file = caseAfter(wrote(AMINA, 3, ...yes), wrote(AMINA, 4, ...no))
  expect(fileTo(file, SHELTER).allowed).toBe(true)
  expect(fileTo(file, SHELTER, { act: 'share_identity' })).toMatchObject({ allowed: false, missingParts: ['identity'] })
  const some = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { scope: 'share_named_org', org: SHELTER, parts: ['summary', 'needs'] })))
  expect(fileTo(some, SHELTER).missingParts).toEqual(['risk', 'people', 'files', 'notes', 'incidents'])
  expect(fileTo(some, SHELTER, { act: 'export', parts: ['needs'] }).allowed).toBe(true)
})

test('CONS-9 medical needs and the emergency packet are shared only when they are named', () => {
  const whole = says('c1', 'heron', { scope: 'share_named_org', org: SHELTER })
  const medical = says('c2', 'heron', { scope: 'share_named_org', org: SHELTER, parts: ['medical'] })
  const treat = (...ops: readonly (typeof whole)[]): readonly boolean[] => {
    const file = caseAfter(...ops.map((said, i) => wrote(AMINA, 3 + i, ...said)))
    return [fileTo(file, SHELTER, { act: 'share_medical' }).allowed, fileTo(file, SHELTER).allowed]
  }
  expect(treat(whole)).toEqual([false, true])
  expect(treat(medical)).toEqual([true, false])
  expect(treat(whole, medical)).toEqual([true, true])
})

test('CONS-10 somebody outside the network is known by name, however it is written, and consent for one is for no other', () => {
  const to = { scope: 'un_government', recipient: 'Special Rapporteur  on defenders' } as const
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', to)))
  const submit = (recipient: string): boolean =>
    mayPass(file, { act: 'submission', scope: 'un_government', recipient, people: ['heron'] }, TODAY).allowed
  expect(submit('special rapporteur on Defenders ')).toBe(true)
  expect([submit('Working Group on disappearances'), submit('')]).toEqual([false, false])
})

test('CONS-10 consent that names nobody is for whoever the scope is about', () => {
  const file = caseAfter(wrote(AMINA, 3, ...says('c1', 'heron', { scope: 'diplomatic' })))
  const tell: Passage = { act: 'submission', scope: 'diplomatic', recipient: 'The embassy', people: ['heron'] }
  expect(mayPass(file, tell, TODAY).allowed).toBe(true)
})
