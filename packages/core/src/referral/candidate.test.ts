import type { SpaceId } from '@pergola/protocol'
import { describe, expect, test } from 'vitest'
import { caseRules } from '../casework/policy.ts'
import type { Instant } from '../casework/model.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { isTurnOf, nameCandidate, nextInLine, readCandidates, stopCandidate, type Candidate } from './candidate.ts'
import { DEFAULT_HOURS, defaultAnswerBy, readAnswerHours, remindFrom, saveAnswerHours } from './clock.ts'
import type { ReferralState } from './model.ts'

const space = (name: string) => name as SpaceId
const candidate = (name: string, rank: number, more: Partial<Candidate> = {}): Candidate => ({
  space: space(name),
  chain: space('first'),
  rank,
  org: rank === 1 ? SHELTER : FUND,
  service: null,
  needs: ['n1'],
  text: 'Soon.',
  hours: 24,
  shareFile: true,
  afterNo: false,
  stopped: false,
  ...more,
})
const [second, third] = [candidate('second', 1), candidate('third', 2, { afterNo: true })]
const named = docOf(
  [second, third].map((one, at) => wrote(AMINA, at, ...opsOf(nameCandidate(one)))),
  caseRules(LOCAL_GROUP),
)
const asked = (...names: readonly string[]) => names.map((name) => ({ space: space(name) }))

describe('whom to ask next', () => {
  test('REF-15 a list is read as it was named, in its order', () => expect(readCandidates(named)).toEqual([second, third]))

  test('REF-15 next is the first that was neither asked nor stopped, after the last that was asked', () => {
    const all = readCandidates(named)
    expect(nextInLine(all, asked('first'))).toEqual([{ after: 'first', queue: [second, third] }])
    expect(nextInLine(all, asked('first', 'second'))).toEqual([{ after: 'second', queue: [third] }])
    expect(nextInLine(all, asked('first', 'second', 'third'))).toEqual([])
    expect(nextInLine(all, [])).toEqual([])
    const stopped = docOf([
      ...[second, third].map((one, at) => wrote(AMINA, at, ...opsOf(nameCandidate(one)))),
      wrote(AMINA, 9, ...stopCandidate(space('second'))),
    ])
    expect(nextInLine(readCandidates(stopped), asked('first'))).toEqual([{ after: 'first', queue: [third] }])
  })

  test('REF-16 it is their turn after silence past the deadline and ten minutes; after a no only if that was said', () => {
    const turns = (state: ReferralState, answeredAt: number | null, minutes: number) =>
      [second, third].map((one) => isTurnOf(one, { state, answerBy: 0, answeredAt }, minutes * 60_000))
    expect(turns('waiting', null, 10)).toEqual([false, false])
    expect(turns('waiting', null, 11)).toEqual([true, true])
    expect(turns('expired', null, 11)).toEqual([true, true])
    expect(turns('asked', 5, 11)).toEqual([false, false])
    expect(turns('waiting', 5, 11)).toEqual([false, false])
    expect(turns('declined', 5, 1)).toEqual([false, true])
    expect(turns('forwarded', 5, 1)).toEqual([false, true])
    expect([...turns('taken_up', 5, 99), ...turns('withdrawn', null, 99)]).toEqual([false, false, false, false])
  })

  test('REF-17 only the organisation that holds the case says who is asked next', () => {
    const theirs = docOf([wrote(JOOST, 0, ...opsOf(nameCandidate(second)))], caseRules(LOCAL_GROUP))
    expect(readCandidates(theirs)).toEqual([])
  })

  test('REF-15 what cannot be meant is refused, and what is odd is left out', () => {
    const field = (more: Partial<Candidate>) => {
      const ops = nameCandidate(candidate('x', 1, more))
      return ops.ok ? '' : ops.problem.field
    }
    expect([field({ hours: 0 }), field({ rank: 0 }), field({ needs: [] }), field({ text: 'x'.repeat(20_001) }), field({})]).toEqual([
      'hours',
      'rank',
      'needs',
      'text',
      '',
    ])
    expect(readCandidates(docOf([wrote(AMINA, 0, { o: 'set', c: 'candidate', i: 'odd', f: { chain: 'first', hours: 'soon' } })]))).toEqual(
      [],
    )
  })
})

describe('the clock of a network', () => {
  const hours = { hours: 6, days: 48, weeks: 100, months: 200 }
  test('REF-3 the network agrees on hours; what is missing or odd is the default', () => {
    const agreed = docOf([wrote(AMINA, 0, ...opsOf(saveAnswerHours(hours)))])
    expect(readAnswerHours(agreed)).toEqual(hours)
    expect(defaultAnswerBy('hours', 0 as Instant, readAnswerHours(agreed))).toBe(6 * 3_600_000)
    expect([readAnswerHours(null), readAnswerHours(docOf([]))]).toEqual([DEFAULT_HOURS, DEFAULT_HOURS])
    const odd = docOf([wrote(AMINA, 0, { o: 'set', c: 'network', i: 'main', f: { answerHours: { hours: -1, days: 'x', weeks: 20 } } })])
    expect(readAnswerHours(odd)).toEqual({ ...DEFAULT_HOURS, weeks: 20 })
  })
  test('REF-3 what is more urgent is never given more time', () => {
    expect([saveAnswerHours({ ...hours, days: 5 }).ok, saveAnswerHours({ ...hours, months: 9999 }).ok]).toEqual([false, false])
  })
  test('REF-18 both sides are reminded in the last quarter: at least two hours (of a short time half), at most two days before the end', () => {
    const HOUR = 3_600_000
    expect([1, 4, 24, 72, 336].map((long) => (long * HOUR - remindFrom(0, long * HOUR)) / HOUR)).toEqual([0.5, 2, 6, 18, 48])
  })
})
