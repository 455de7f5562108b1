import { expect, test } from 'vitest'
import { CAST, GUIDES } from './cast.ts'
import { planCases } from './plan.ts'
import type { PlannedCase } from './planModel.ts'
import { SERVICES } from './services.ts'

const cases = planCases()
const count = (of: (one: PlannedCase) => readonly unknown[]): number => cases.flatMap(of).length

test('the same seed gives the same demo, another seed another one', () => {
  expect(planCases()).toEqual(cases)
  expect(planCases(7)).not.toEqual(cases)
})

test('eleven organisations in at least four regions, with thirty members whose accounts differ', () => {
  const members = CAST.flatMap((org) => org.members)
  expect(CAST).toHaveLength(11)
  expect(members).toHaveLength(30)
  expect(new Set(members.map(({ account }) => account)).size).toBe(30)
  expect(new Set(CAST.map(({ kind }) => kind))).toEqual(
    new Set(['local_group', 'regional_network', 'fund', 'shelter', 'international_ngo', 'liaison']),
  )
  for (const { account } of GUIDES) expect(members.map((member) => member.account)).toContain(account)
})

test('sixty cases, each with a defender, needs and a plain word for a name', () => {
  expect(cases).toHaveLength(60)
  expect(new Set(cases.map(({ pseudonym }) => pseudonym)).size).toBe(60)
  for (const one of cases) {
    expect(one.people[0]?.role).toBe('defender')
    expect(one.needs.length).toBeGreaterThan(0)
    expect(one.summary).not.toContain(one.people[0]!.identity.name)
  }
  expect(count(({ people }) => people.slice(1))).toBeGreaterThan(40)
  expect(count(({ needs }) => needs)).toBeGreaterThan(120)
})

test('everything happens in order: opened, asked, taken up, committed, and nothing in the future', () => {
  for (const one of cases) {
    for (const need of one.needs) expect(need.from).toBeLessThanOrEqual(need.to)
    for (const bar of one.commitments) {
      expect(bar.from).toBeLessThanOrEqual(bar.to)
      expect(bar.at).toBeGreaterThan(one.openedAt)
      expect(bar.at).toBeLessThan(0)
      if (bar.org === one.owner) continue
      const behind = one.referrals.find(({ to, turns }) => to === bar.org && turns.at(-1)?.act === 'taken_up')
      expect(behind?.turns.at(-1)?.at).toBeLessThan(bar.at)
    }
    for (const { sentAt, turns } of one.referrals) {
      expect(sentAt).toBeGreaterThan(one.openedAt)
      for (const [at, turn] of turns.entries()) expect(turn.at).toBeGreaterThan(turns[at - 1]?.at ?? sentAt)
      for (const turn of turns) expect(turn.at).toBeLessThan(0)
    }
  }
})

test('referrals in every state, clocks that run out, gaps that open within fourteen days', () => {
  const referrals = cases.flatMap((one) => one.referrals)
  const last = (act: string) => referrals.filter(({ turns }) => turns.at(-1)?.act === act)
  for (const act of ['taken_up', 'declined', 'asked', 'withdrawn']) expect(last(act).length).toBeGreaterThan(1)
  const waiting = referrals.filter(({ turns }) => turns.length === 0)
  expect(waiting.filter(({ sentAt, answerIn }) => sentAt + answerIn < 0).length).toBeGreaterThan(1)
  expect(waiting.filter(({ sentAt, answerIn }) => sentAt + answerIn > 0 && sentAt + answerIn < 1).length).toBeGreaterThan(3)
  const endsSoon = cases.flatMap(({ commitments, needs }) =>
    commitments.filter(
      ({ need, to }) =>
        to >= 0 && to <= 13 && to < needs[need]!.to && !commitments.some((next) => next.need === need && next.from === to + 1),
    ),
  )
  expect(endsSoon.length).toBeGreaterThan(8)
  expect(SERVICES.filter(({ service }) => (service.placesFree ?? 0) > 0).length).toBeGreaterThan(5)
  expect(new Set(SERVICES.map(({ service }) => service.name)).size).toBe(SERVICES.length)
})
