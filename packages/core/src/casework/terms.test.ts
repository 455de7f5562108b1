import { describe, expect, test } from 'vitest'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, opsOf, wrote } from '../record/story.fixture.ts'
import { ownedId } from '../record/owned.ts'
import type { Op } from '../record/model.ts'
import type { Commitment, CommitmentTerms } from './model.ts'
import { bar, caseAfter, day } from './story.fixture.ts'
import { NO_TERMS, costOf, isOwed } from './terms.ts'
import { saveCommitment } from './write.ts'

const TERMS: CommitmentTerms = {
  conditions: 'No visitors. The school is told nothing.',
  cost: { amount: 600, currency: 'EUR', basis: 'week' },
  place: 'NL',
  reimbursement: { by: FUND, settled: null },
}
const ID = ownedId(SHELTER, 's')
const saved = (terms?: CommitmentTerms): readonly Op[] => {
  const { id, org: _org, ...rest } = bar(SHELTER, 's', '2026-03-01', '2026-03-14')
  return opsOf(saveCommitment(id, { ...rest, note: 'Two rooms.', ...(terms === undefined ? {} : { terms }) }))
}
const read = (...ops: readonly Op[]): Commitment => caseAfter(wrote(JOOST, 5, ...ops)).commitments[0] as Commitment

describe('what goes with a commitment', () => {
  test('RELAY-1 conditions, cost, place and reimbursement come back apart from the note', () => {
    expect(read(...saved(TERMS))).toMatchObject({ note: 'Two rooms.', terms: TERMS })
    expect(read(...saved()).terms).toBeUndefined()
  })
  test('RELAY-1 one who states the cost and one who states the conditions keep both', () => {
    const one: Op = { o: 'set', c: 'commitment', i: ID, f: { cost: { amount: 90, currency: 'EUR', basis: 'day' } } }
    const other: Op = { o: 'set', c: 'commitment', i: ID, f: { conditions: 'Quiet at night.' } }
    expect(read(...saved(), one, other).terms).toEqual({
      ...NO_TERMS,
      cost: { amount: 90, currency: 'EUR', basis: 'day' },
      conditions: 'Quiet at night.',
    })
  })
  test.each([
    ['cost', { amount: 'much', currency: 'EUR', basis: 'day' }],
    ['cost', { amount: 1.5, currency: 'EUR', basis: 'day' }],
    ['cost', { amount: 5, currency: 'euro', basis: 'day' }],
    ['cost', { amount: 5, currency: 'EUR', basis: 'hour' }],
    ['cost', 'free'],
    ['place', 'the blue house'],
    ['reimbursement', true],
  ])('RELAY-1 an odd %s is as if nobody had said it', (field, value) => {
    const odd: Op = { o: 'set', c: 'commitment', i: ID, f: { [field]: value } }
    expect(read(...saved(), odd).terms).toBeUndefined()
    const isStored = saveCommitment(ID, { ...bar(SHELTER, 's', '2026-03-01', '2026-03-14'), terms: { ...NO_TERMS, [field]: value } })
    if (field !== 'reimbursement') expect(isStored).toEqual({ ok: false, problem: { type: 'invalid', field } })
  })
  test('RELAY-2 600 a week over a fortnight is 1,200; a month has 30 days and a bit; all of it is all of it', () => {
    const over = (amount: number, basis: NonNullable<CommitmentTerms['cost']>['basis'], to = '2026-03-14') =>
      costOf({ ...bar(SHELTER, 's', '2026-03-01', to), terms: { ...NO_TERMS, cost: { amount, currency: 'EUR', basis } } })?.amount
    expect([over(600, 'week'), over(90, 'day'), over(500, 'total'), over(1000, 'month', '2026-03-31')]).toEqual([1200, 1260, 500, 1018])
    expect(costOf(bar(SHELTER, 's', '2026-03-01', '2026-03-14'))).toBeNull()
  })
  test('RELAY-3 Amina’s stop-gap is owed until she says on which day the fund paid it', () => {
    const owes = (settled: string | null, state: Commitment['state'] = 'delivered') =>
      isOwed({
        ...bar(LOCAL_GROUP, 'l', '2026-03-01', '2026-03-09', state),
        terms: { ...NO_TERMS, reimbursement: { by: FUND, settled: settled === null ? null : day(settled) } },
      })
    expect([owes(null), owes('2026-04-02'), owes(null, 'withdrawn')]).toEqual([true, false, false])
    expect(isOwed(bar(LOCAL_GROUP, 'l', '2026-03-01', '2026-03-09'))).toBe(false)
    expect(caseAfter(wrote(AMINA, 5, ...saved(TERMS))).commitments).toEqual([])
  })
})
