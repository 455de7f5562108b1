import { describe, expect, test } from 'vitest'
import { caseAfter } from '../casework/story.fixture.ts'
import { caseRules } from '../casework/policy.ts'
import type { Day, Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Entry, Op } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, SPACE, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { referralRules } from '../referral/policy.ts'
import type { VouchRequest } from './model.ts'
import { readVerification } from './read.ts'
import { wroteMost } from './standing.ts'
import { answerVouch, askVouch, composeVouch, defaultVouchBy, isVouch, readVouch, vouchState } from './vouch.ts'
import { defendersIn, vouchPassage } from '../consent/passages.ts'
import { evidenceFromVouch, linkVouch } from './write.ts'
import { openReferral, takeTurn } from '../referral/write.ts'

const at = (minutes: number): Instant => msOf(minute(minutes)) as Instant
const file = { ...caseAfter(), rightsFields: ['land'] }
const work = { activities: ['journalism'], since: '2019' as never }
const about = composeVouch(file, work, { text: 'Reports on land.', name: '', withCountry: false })
const request = { fromOrg: LOCAL_GROUP, toOrg: SHELTER, about, sentAt: at(0), answerBy: at(60) }
const asked = wrote(AMINA, 0, ...opsOf(askVouch('t0', request)))
const answered = (who = JOOST, minutes = 5): Entry =>
  wrote(who, minutes, ...opsOf(answerVouch(who.org, 'knows_the_work', 'We printed two.')))

const vouchAfter = (...more: readonly Entry[]): VouchRequest => {
  const read = readVouch(SPACE, docOf([asked, ...more], referralRules(LOCAL_GROUP)))
  if (read === null) throw new Error('no request')
  return read
}

describe('asking whether an organisation knows the work', () => {
  test('VER-15 says what is done, for which rights, since when and in which region; no name, no label, and the country only if chosen', () => {
    expect(about).toEqual({
      place: '014',
      rightsFields: ['land'],
      activities: ['journalism'],
      since: '2019',
      text: 'Reports on land.',
      name: '',
    })
    expect(composeVouch(file, work, { text: '', name: '', withCountry: true }).place).toBe('KE')
    expect(composeVouch({ ...file, country: '' }, work, { text: '', name: '', withCountry: true }).place).toBe('')
  })

  test('VER-15 what was sent is what the other side reads, and something of the work must be said', () => {
    expect(vouchAfter()).toMatchObject({ ...request, withdrawn: false, answer: null })
    const empty = { ...about, activities: [], rightsFields: [], text: ' ' }
    expect(askVouch('t', { ...request, about: empty })).toMatchObject({ problem: { field: 'about' } })
    expect(askVouch('t', { ...request, toOrg: LOCAL_GROUP })).toMatchObject({ problem: { field: 'toOrg' } })
    expect(defaultVouchBy(at(0)) - at(0)).toBe(7 * 86_400_000)
  })

  test('VER-15 a request for support is none, and odd things in one are left out', () => {
    const support = opsOf(
      openReferral('t', {
        fromOrg: LOCAL_GROUP,
        toOrg: SHELTER,
        purpose: 'vouch',
        service: null,
        teasers: [],
        sentAt: at(0),
        answerBy: at(9),
      }),
    )
    const doc = docOf([
      wrote(AMINA, 0, ...support),
      wrote(AMINA, 1, { o: 'set', c: 'referral', i: 'main', f: { about: 7, purpose: 'support' } }),
    ])
    expect([isVouch(doc), readVouch(SPACE, doc), readVouch(SPACE, docOf([]))]).toEqual([false, null, null])
    const odd: Op = {
      o: 'set',
      c: 'referral',
      i: 'main',
      f: { about: { place: 'Nairobi', activities: ['x'], since: 'soon', name: ['a'] } },
    }
    expect(vouchAfter(wrote(AMINA, 1, odd)).about).toEqual({ place: '', rightsFields: [], activities: [], since: '', text: '', name: '' })
  })

  test('VER-16 without the name it rests on the yes to the network, with it on the yes to this organisation; of the defenders', () => {
    expect(vouchPassage(file, SHELTER, false)).toEqual({
      act: 'vouch',
      scope: 'share_network',
      org: SHELTER,
      parts: ['summary'],
      people: ['heron'],
    })
    expect(vouchPassage(file, SHELTER, true)).toMatchObject({ scope: 'share_named_org', parts: ['summary', 'identity'] })
    expect(defendersIn({ people: file.people.filter(({ role }) => role === 'dependent') })).toEqual(['lark', 'wren'])
  })
})

describe('the answer', () => {
  test('VER-17 is given by the organisation that was asked and by no other', () => {
    expect(vouchAfter(answered()).answer).toMatchObject({ answer: 'knows_the_work', text: 'We printed two.', by: JOOST.person })
    expect([AMINA, ROSA].map((who) => vouchAfter(answered(who)).answer)).toEqual([null, null])
    const forged: Op = { o: 'set', c: 'vouch', i: ownedId(SHELTER, 'answer'), f: { answer: 'knows_the_work', text: 'x' } }
    expect(referralRules(LOCAL_GROUP)(forged, AMINA)).toBe('asked_vouches')
    expect(referralRules(LOCAL_GROUP)(forged, ROSA)).toBe('asked_vouches')
    expect(answerVouch(FUND, 'perhaps' as never, '')).toMatchObject({ problem: { field: 'answer' } })
    expect(answerVouch(FUND, 'knows_the_work', ' ')).toMatchObject({ problem: { field: 'text' } })
  })

  test('VER-17 it waits until the day, counts when it comes later, and not once the question was taken back', () => {
    const state = (minutes: number, ...more: readonly Entry[]) => vouchState(vouchAfter(...more), at(minutes))
    expect([state(60), state(61), state(99, answered(JOOST, 90))]).toEqual(['waiting', 'expired', 'answered'])
    const back = wrote(AMINA, 4, ...opsOf(takeTurn('t1', 'withdrawn', '')))
    expect([state(5, back), state(9, back, answered())]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('VER-18 stands in the case as evidence of that organisation, once, and is nobody’s work who took it in', () => {
    const { answer } = vouchAfter(answered())
    const ops = evidenceFromVouch(LOCAL_GROUP, { space: SPACE, toOrg: SHELTER, answer: answer!, on: '2026-03-01' as Day })
    const link = linkVouch(SPACE, { org: SHELTER, withName: false })
    const read = readVerification(docOf([wrote(AMINA, 6, ...ops, ...link), wrote(AMINA, 7, ...ops)], caseRules(LOCAL_GROUP)), LOCAL_GROUP)
    expect(read.evidence).toMatchObject([
      { tests: ['acts_for_rights'], side: 'for', text: 'We printed two.', vouch: { org: SHELTER, answer: 'knows_the_work', space: SPACE } },
    ])
    expect(read.vouchesAsked).toMatchObject([{ space: SPACE, org: SHELTER, withName: false }])
    expect(wroteMost(read.evidence)).toBeNull()
  })

  test('VER-18 who does not know, or will not say, says nothing against anyone', () => {
    const told = (['does_not_know', 'will_not_say'] as const).map((answer) => {
      const said = { answer, text: '', by: JOOST.person, at: at(5) }
      const ops = evidenceFromVouch(LOCAL_GROUP, { space: SPACE, toOrg: SHELTER, answer: said, on: '2026-03-01' as Day })
      return readVerification(docOf([wrote(AMINA, 6, ...ops)], caseRules(LOCAL_GROUP)), LOCAL_GROUP).evidence[0]
    })
    expect(told).toMatchObject([
      { side: 'neither', tests: [] },
      { side: 'neither', tests: [] },
    ])
  })
})
