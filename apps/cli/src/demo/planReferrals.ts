/** Requests between organisations: those behind every commitment, and those that still wait for somebody. */
import type { OrgKey } from './cast.ts'
import { partnersFor } from './partners.ts'
import type { PlannedCommitment, PlannedNeed, PlannedReferral, PlannedTurn } from './planModel.ts'
import type { Dice } from './seed.ts'
import { ANSWERS, DECLINES, QUESTIONS, REFERRAL_TEXTS, TAKE_UP_TEXTS } from './stories.ts'

export interface ReferralSetting {
  readonly owner: OrgKey
  readonly openedAt: number
  readonly needs: readonly PlannedNeed[]
  readonly commitments: readonly PlannedCommitment[]
  /** Needs that nobody covers to the end. */
  readonly open: readonly number[]
}

export const referralsFor = (dice: Dice, setting: ReferralSetting): readonly PlannedReferral[] => {
  const taken = takenUp(dice, setting)
  return [...taken, ...stillOut(dice, setting, new Set(taken.map(({ to }) => to)))]
}

/** One for each organisation that covers something, before its first commitment. */
const takenUp = (dice: Dice, { owner, openedAt, commitments }: ReferralSetting): readonly PlannedReferral[] => {
  const firsts = new Map<OrgKey, PlannedCommitment>()
  for (const one of commitments) if (one.org !== owner && (firsts.get(one.org)?.at ?? 1) > one.at) firsts.set(one.org, one)
  return [...firsts].map(([to, { need, at }]): PlannedReferral => {
    const sentAt = openedAt + 0.16 + (at - openedAt) * 0.1
    const taken: PlannedTurn = { act: 'taken_up', at: sentAt + (at - sentAt) * 0.6, text: dice.pick(TAKE_UP_TEXTS) }
    const asked: readonly PlannedTurn[] = dice.chance(0.25)
      ? [
          { act: 'asked', at: sentAt + (at - sentAt) * 0.2, text: dice.pick(QUESTIONS) },
          { act: 'answered', at: sentAt + (at - sentAt) * 0.4, text: dice.pick(ANSWERS) },
        ]
      : []
    return { to, need, sentAt, answerIn: Math.max(3, at - sentAt + 1), text: dice.pick(REFERRAL_TEXTS), turns: [...asked, taken] }
  })
}

type Outcome = 'waiting' | 'hurry' | 'overdue' | 'asked' | 'declined' | 'withdrawn'
const OUTCOMES: readonly Outcome[] = [
  'waiting',
  'waiting',
  'hurry',
  'hurry',
  'overdue',
  'asked',
  'asked',
  'declined',
  'declined',
  'withdrawn',
]

const stillOut = (dice: Dice, { owner, openedAt, needs, open }: ReferralSetting, busy: ReadonlySet<OrgKey>): readonly PlannedReferral[] =>
  open.flatMap((need) => {
    const able = partnersFor(needs[need]!.kind, owner).filter((org) => !busy.has(org))
    if (able.length === 0 || dice.chance(0.25)) return []
    const asked = dice.some(able, dice.chance(0.3) ? 2 : 1)
    return asked.map((to) => requestOut(dice, to, need, openedAt, dice.pick(OUTCOMES)))
  })

const requestOut = (dice: Dice, to: OrgKey, need: number, openedAt: number, outcome: Outcome): PlannedReferral => {
  const earliest = openedAt + 0.2
  const sent = (daysAgo: number): number => Math.max(earliest, -daysAgo)
  const request = (sentAt: number, dueAt: number, turns: readonly PlannedTurn[] = []): PlannedReferral => ({
    to,
    need,
    sentAt,
    answerIn: Math.max(0.05, dueAt - sentAt),
    text: dice.pick(REFERRAL_TEXTS),
    turns,
  })
  const at = sent(dice.whole(1, 3) + dice.next())
  switch (outcome) {
    case 'waiting':
      return request(at, dice.whole(2, 6) + 0.4)
    case 'hurry':
      return request(at, 0.1 + dice.next() * 0.8)
    case 'overdue':
      return request(sent(dice.whole(4, 6)), -dice.next() * 1.5 - 0.02)
    case 'asked':
      return request(at, dice.whole(1, 5), [{ act: 'asked', at: at * 0.4, text: dice.pick(QUESTIONS) }])
    case 'declined': {
      const reason = dice.pick(Object.keys(DECLINES) as (keyof typeof DECLINES)[])
      return request(at, 4, [{ act: 'declined', at: at * 0.5, text: DECLINES[reason], reason }])
    }
    case 'withdrawn':
      return request(at, 4, [{ act: 'withdrawn', at: at * 0.3, text: 'Found elsewhere, thank you for looking.' }])
  }
}
