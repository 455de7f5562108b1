import { expect, test } from 'vitest'
import { AMINA, JOOST, opsOf, wrote } from '../record/story.fixture.ts'
import { setOp } from '../record/write.ts'
import { answerNeed } from './answers.ts'
import { caseAfter, day, NEED } from './story.fixture.ts'
import { saveNeed } from './write.ts'

const told = (answers: Parameters<typeof answerNeed>[1]) => opsOf(answerNeed('shelter', answers))
const answersOf = (file: ReturnType<typeof caseAfter>) => file.needs.find(({ id }) => id === 'shelter')?.answers

test('MATCH-31 Amina and Joost answer different questions while neither hears of the other: both answers stay', () => {
  const file = caseAfter(wrote(AMINA, 10, ...told({ canReturn: true })), wrote(JOOST, 10, ...told({ unsafeCountries: ['KE', 'UG'] })))
  expect(answersOf(file)).toEqual({ canReturn: true, unsafeCountries: ['KE', 'UG'] })
})

test('MATCH-31 an answer is changed, taken back, and survives that the need is written anew', () => {
  const first = wrote(AMINA, 10, ...told({ canReturn: true, referees: 2, amount: { amount: 900, currency: 'EUR' } }))
  const later = wrote(AMINA, 11, ...told({ canReturn: false, referees: null }))
  const again = wrote(AMINA, 12, ...opsOf(saveNeed('shelter', { ...NEED, headcount: 2 })))
  expect(answersOf(caseAfter(first, later, again))).toEqual({ canReturn: false, amount: { amount: 900, currency: 'EUR' } })
  expect(answersOf(caseAfter())).toBeUndefined()
})

test('MATCH-31 what is no answer is refused, and what somebody else wrote in its place was not told', () => {
  const wrong: readonly Parameters<typeof answerNeed>[1][] = [
    { referees: -1 },
    { incidentOn: day('2026-02-30') },
    { groups: ['nobody'] },
    { unsafeCountries: ['Kenya'] },
    { amount: { amount: 0, currency: 'EUR' } },
    { amount: { amount: 5, currency: 'euro' } },
  ]
  for (const answers of wrong) expect(answerNeed('shelter', answers)).toMatchObject({ ok: false, problem: { type: 'invalid' } })
  expect(answerNeed('shelter', { constructor: true } as object)).toMatchObject({ ok: false })
  const odd = setOp('need', 'shelter', { 'answer.canReturn': 'yes', 'answer.workMonths': 1.5, 'answer.groups': 'women' })
  expect(answersOf(caseAfter(wrote(AMINA, 10, odd)))).toBeUndefined()
})
