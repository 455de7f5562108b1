import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Identity } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import { OPENING, TODAY, day } from '../casework/story.fixture.ts'
import { ownedId, type Doc, type Entry } from '../record/index.ts'
import { AMINA, LOCAL_GROUP, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { foldText } from '../search/index.ts'
import { carryLines, dropPlanStep, readPlan, readPlanSteps, savePlan, savePlanStep, type PlanStep } from './index.ts'

const file = (...entries: readonly Entry[]): Doc => docOf([...OPENING, ...entries], caseRules(LOCAL_GROUP))
const TEXT = {
  triggers: ['A car waits outside'],
  reviewOn: day('2026-08-31'),
  stops: 'The defender herself',
  emergency: 'Leave by the back.\nTake the bag.',
}
const STEP = { text: 'Change the lock', carry: '', owner: 'heron', due: day('2026-03-04'), doneOn: null }
const step = (name: string, text: string, more: Partial<PlanStep> = {}) =>
  savePlanStep(ownedId(LOCAL_GROUP, name), { ...STEP, text, ...more })

test('SAFE-3 a plan says who decides to stop, and when it is looked at again: within half a year', () => {
  const refused = (plan: Partial<typeof TEXT>) => {
    const ops = savePlan(AMINA.person, TODAY, { ...TEXT, ...plan })
    return ops.ok ? '' : ops.problem.field
  }
  expect([refused({}), refused({ reviewOn: day('2026-09-02') }), refused({ reviewOn: TODAY }), refused({ stops: ' ' })]).toEqual([
    '',
    'reviewOn',
    'reviewOn',
    'stops',
  ])
  expect(readPlan(file(wrote(AMINA, 3, ...opsOf(savePlan(AMINA.person, TODAY, TEXT)))))).toEqual({
    ...TEXT,
    writtenOn: TODAY,
    by: AMINA.person,
  })
})

test('SAFE-3 a record that puts the review off for years reads as half a year', () => {
  const doc = file(wrote(AMINA, 3, { o: 'set', c: 'plan', i: 'main', f: { writtenOn: '2026-03-01', reviewOn: '2036-01-01' } }))
  expect(readPlan(doc)?.reviewOn).toBe('2026-09-01')
  expect(readPlan(file())).toBeNull()
})

test('SAFE-12 steps stay in order, one that was dropped is gone', () => {
  const doc = file(
    wrote(AMINA, 3, ...opsOf(step('a', 'Change the lock'))),
    wrote(AMINA, 4, ...opsOf(step('b', 'Pack a bag'))),
    wrote(AMINA, 5, ...opsOf(dropPlanStep(ownedId(LOCAL_GROUP, 'a')))),
  )
  expect(readPlanSteps(doc).map(({ text }) => text)).toEqual(['Pack a bag'])
})

const HERON: Identity = {
  person: 'heron',
  name: 'Amal Ben Said',
  otherNames: 'Umm Yusuf',
  contact: 'amal@example.org, +212 600 11 22 33',
  whereabouts: 'Rue des Oliviers 14, Tiznit',
  birth: '1988-04-02' as Identity['birth'],
  documents: 'Passport KX 4418823',
}
const NAMES = ['Heron', 'Dar al-Amal', 'Morocco', 'Huis Noord']

const carried = (...texts: readonly (readonly [text: string, carry?: string])[]) =>
  carryLines(
    null,
    texts.map(([text, carry = ''], at) => ({ ...STEP, id: `s${at}`, org: LOCAL_GROUP, text, carry, dropped: false })),
    { identities: [HERON], names: NAMES },
  )

test('SAFE-4 what points at Amal is kept back with what was found; the wording to carry is printed instead', () => {
  const lines = carried(
    ['Change the lock'],
    ['Call Àmal at once'],
    ['Ring 0600112233'],
    ['Go to Oliviers'],
    ['Ask huis noord for a room', 'Ask the second number for a room'],
    ['Meet at Dar al-Amal'],
    ['اتصل بـAMAL'],
  )
  expect(lines.map(({ text }) => text)).toEqual(['Change the lock', '', '', '', 'Ask the second number for a room', '', ''])
  expect(lines[1]?.found).toEqual(['amal'])
})

test('SAFE-4 with, without and from point at nobody: they are printed, though they stand in where she is', () => {
  const lines = (texts: readonly string[], whereabouts: string) =>
    carryLines(
      null,
      texts.map((text, at) => ({ ...STEP, id: `s${at}`, org: LOCAL_GROUP, text, carry: '', dropped: false })),
      { identities: [{ ...HERON, whereabouts, contact: '' }], names: [] },
    ).map(({ text }) => text)
  const ordinary = ['A car without plates', 'Go with somebody from the street', 'اذهب بدون هاتف']
  expect(lines([...ordinary, 'Go to her aunt'], 'With an aunt two days from the Oliviers; بدون عنوان')).toEqual([...ordinary, ''])
  // Where nothing else was written, it is all there is to find.
  expect(lines(['Meet them there'], 'There')).toEqual([''])
})

test('SAFE-4 no text of an identity, no organisation, place or pseudonym ever stands in what is printed', () => {
  const word = fc.string({ minLength: 4, maxLength: 10, unit: fc.constantFrom(...'abcdeéأمينة') })
  fc.assert(
    fc.property(
      fc.record({ name: word, whereabouts: word, contact: word, documents: word, org: word }),
      word,
      word,
      (known, before, after) => {
        const { org, ...rest } = known
        const identity: Identity = { ...HERON, ...rest, otherNames: '', birth: '' }
        const texts = Object.values(known).flatMap((secret) => [
          `${before} ${secret} ${after}`,
          `${secret}`,
          `${before}, «${secret}».`,
          `x ${secret.toUpperCase()}`,
        ])
        const steps = texts.map((text, at) => ({ ...STEP, id: `s${at}`, org: LOCAL_GROUP, text, carry: '', dropped: false }))
        const printed = foldText(
          carryLines(null, steps, { identities: [identity], names: [org] })
            .map(({ text }) => text)
            .join('\n'),
        )
        for (const secret of Object.values(known)) expect(printed).not.toContain(foldText(secret))
      },
    ),
  )
})
