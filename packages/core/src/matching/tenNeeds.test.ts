/**
 * Ten needs as they come to a protection officer, against the real list of 23 programmes, with the answer such an officer would
 * give and why. The list is not part of the project: without it these are skipped, and inventedList.test.ts tests the same with
 * invented programmes.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day } from './matching.fixture.ts'
import { adviceOn, listed, type Advice } from './listed.fixture.ts'
import type { MatchNeed } from './model.ts'

const REAL = new URL('../../../../../shared/domain/provider-facts.json', import.meta.url)
const atHand = existsSync(REAL)
const services = atHand ? listed(readFileSync(REAL, 'utf8')) : []

const asked = (need: Partial<MatchNeed>): Advice => adviceOn(services, need)
const euros = (amount: number) => ({ amount, currency: 'EUR' })

describe.skipIf(!atHand)('MATCH-29 ten needs, and what an officer would say (skipped where the real list is not at hand)', () => {
  test('1. a land defender in Kenya with two children must leave for three months, this week', () => {
    const advice = asked({
      country: 'KE',
      headcount: 3,
      languages: ['sw', 'en'],
      urgency: 'days',
      groups: ['women', 'land'],
      unsafeCountries: ['KE'],
    })
    // The relocation programme pays a host for up to a year and takes a request from us; the fund against torture and the hubs
    // for African defenders relocate too. Which of the three is a telephone call, that it is these three is not.
    expect(new Set(advice.order.slice(0, 3))).toEqual(new Set(['pd_temporary_relocation', 'omct_emergency', 'ubuntu_hub']))
    // Three cities would take her for just these months, but alone: said, with what would change it.
    expect(advice.of('shelter_city')).toMatchObject({ possible: false, withChanges: true, changes: [{ field: 'headcount', to: 1 }] })
    expect(advice.outBy('shelter_city')).toEqual(['family'])
    // Not for Kenya, not for her, not now.
    expect(advice.outBy('forum_asia')).toEqual(['region'])
    expect(advice.outBy('uaf_rapid')).toEqual(['region'])
    expect(advice.outBy('emhrf')).toEqual(['region'])
    expect(advice.outBy('icorn')).toEqual(['open', 'target'])
    // The hubs want referees: the officer is asked who would speak for her before anybody is written to.
    expect(advice.asked).toContain('referees')
  })

  test('2. a journalist in Georgia whose telephone was taken over an hour ago', () => {
    const advice = asked({
      kind: 'helpline',
      country: 'GE',
      days: 3,
      languages: ['en', 'ru'],
      urgency: 'hours',
      groups: ['journalists', 'media_workers'],
    })
    // Two hours to the first answer, all day and all year, for media too: nothing else on the list answers in time.
    expect(advice.order.slice(0, 2)).toEqual(['accessnow_helpline', 'fld_helpline'])
    expect(advice.rules('accessnow_helpline', 'fits')).toContain('answer')
    // The other line is for emergencies of any kind and says which languages, but not how fast.
    expect(advice.rules('fld_helpline', 'unknown')).toContain('answer')
    // Grants that need a week are no answer to an hour.
    expect(advice.rules('uaf_la', 'violates')).toContain('answer')
  })

  test('3. a Belarusian defender needs clean devices and an audit, 9,000 euros, nobody else pays', () => {
    const advice = asked({
      kind: 'security.digital',
      country: 'BY',
      days: 90,
      languages: ['ru'],
      amount: euros(9000),
      alreadyFunded: false,
    })
    // The first fund does just this, in Russian, for people at home, but not more than 7,500: the officer asks for that much,
    // or writes to the second, whose limit is above the sum and whose four months are enough.
    expect(advice.order.slice(0, 3)).toEqual(['fld_protection_grant', 'ddp_incident', 'omct_emergency'])
    expect(advice.of('fld_protection_grant')?.changes).toEqual([{ field: 'amount', to: 7500 }])
    expect(advice.rules('ddp_incident', 'fits')).toEqual(expect.arrayContaining(['kind', 'time', 'amount']))
    // "Currently closed" is not worth a letter, whatever it would pay.
    expect(advice.outBy('ddp_sustainable')).toEqual(['open'])
    // For women- and trans-led work only; he is neither.
    expect(advice.outBy('uaf_rapid')).toEqual(['target'])
    // One fund alone can carry it, so nobody is asked to share.
    expect(advice.together()).toMatchObject({ way: 'sum', unpaid: euros(0), exact: true, parts: [{ service: { id: 'ddp_incident' } }] })
  })

  test('4. a family of four in exile in Turkey, who cannot go back and will not be safe there either', () => {
    const advice = asked({
      kind: 'resettlement',
      country: 'TR',
      days: 365,
      headcount: 4,
      languages: ['fa'],
      urgency: 'months',
      inExile: true,
      canReturn: false,
      groups: ['women'],
    })
    // The one stream there is. It cannot be applied to: others must refer, which is a cross in words, not the end.
    expect(advice.order[0]).toBe('canada_stream')
    expect(advice.rules('canada_stream', 'violates')).toEqual(['apply', 'member'])
    expect(advice.rules('canada_stream', 'fits')).toEqual(expect.arrayContaining(['kind', 'family', 'exile']))
    // A stay of three months for people alone who go back after it is no resettlement: not even in the answer.
    expect(advice.of('shelter_city')).toBeUndefined()
  })

  test('5. a lawyer for a defender on trial in Egypt, 6,000 euros', () => {
    const trial = {
      kind: 'legal.defence',
      country: 'EG',
      days: 120,
      languages: ['ar'],
      amount: euros(6000),
    } as const
    const advice = asked(trial)
    // Legal fees by name, in Arabic, the sum within its limit.
    expect(advice.order[0]).toBe('fld_protection_grant')
    expect(advice.order.slice(1, 3)).toEqual(['ddp_incident', 'omct_emergency'])
    // It does not pay where another pays already: asked before the letter is written, and then it is out.
    expect(advice.asked).toEqual(['alreadyFunded'])
    expect(asked({ ...trial, alreadyFunded: true }).outBy('fld_protection_grant')).toEqual(['excludes'])
    // The foundation for the region does not say that it pays lawyers, so it stands below those who do, and above those who
    // say nothing of Egypt.
    expect(advice.order.indexOf('emhrf')).toBeLessThan(advice.order.indexOf('uaf_la'))
    // For groups of two or more, not for one.
    expect(advice.outBy('lifeline_emergency')).toEqual(['target'])
  })

  test('6. the same defender, who has fled to Tunisia', () => {
    const advice = asked({
      kind: 'legal.defence',
      country: 'TN',
      days: 120,
      languages: ['ar'],
      inExile: true,
      amount: euros(6000),
    })
    // What came first an hour ago is not for people in exile. An officer who misses this loses a week.
    expect(advice.outBy('fld_protection_grant')).toEqual(['exile'])
    expect(new Set(advice.order.slice(0, 2))).toEqual(new Set(['ddp_incident', 'omct_emergency']))
    // Nothing that the family could change makes it fit.
    expect(advice.of('fld_protection_grant')?.withChanges).toBe(false)
  })

  test('7. a women’s collective in Armenia whose office was broken into: locks, cameras, 5,000 dollars, this week', () => {
    const advice = asked({
      kind: 'security.physical',
      country: 'AM',
      days: 60,
      headcount: 6,
      languages: ['ru', 'hy'],
      urgency: 'days',
      organisation: true,
      groups: ['women'],
      amount: { amount: 5000, currency: 'USD' },
    })
    // One says that it pays for just this, for organisations, in Russian; the other is for women, answers in 72 hours in any
    // language and pays the sum, but does not say what for. Both are written to today.
    expect(new Set(advice.order.slice(0, 2))).toEqual(new Set(['fld_protection_grant', 'uaf_rapid']))
    expect(advice.rules('uaf_rapid', 'fits')).toEqual(expect.arrayContaining(['target', 'answer', 'amount', 'language', 'region']))
    // 7,500 euros against 5,000 dollars is not compared without a rate that somebody vouches for.
    expect(advice.rules('fld_protection_grant', 'unknown')).toContain('amount')
    // For groups of two and more: now it is in.
    expect(advice.order).toContain('lifeline_emergency')
  })

  test('8. a Ukrainian reporter, beaten three weeks ago: an operation for 8,000 euros', () => {
    const hurt = {
      kind: 'medical',
      country: 'UA',
      days: 30,
      languages: ['en', 'uk'],
      urgency: 'days',
      groups: ['journalists', 'media_workers'],
      incidentOn: day('2026-11-02'),
      workMonths: 60,
      referees: 2,
      alreadyFunded: false,
      amount: euros(8000),
    } as const
    const advice = asked(hurt)
    // The general fund says most and pays nearly all; the fund for media in candidate countries is for exactly her, and her two
    // editors vouch; the fund against torture does not say how much. The programme with the 90 days still has her.
    expect(advice.order.slice(0, 4)).toEqual(['fld_protection_grant', 'mfrr', 'omct_emergency', 'fh_eap'])
    expect(advice.rules('mfrr', 'fits')).toEqual(expect.arrayContaining(['target', 'endorsement', 'region']))
    expect(advice.rules('fh_eap', 'fits')).toEqual(expect.arrayContaining(['incident', 'track_record']))
    // Four months later the 90 days have passed.
    expect(asked({ ...hurt, incidentOn: day('2026-07-22') }).outBy('fh_eap')).toEqual(['incident'])
    // One referee is not two: out, and "if one more vouched" is said.
    const one = asked({ ...hurt, referees: 1 })
    expect(one.outBy('mfrr')).toEqual(['endorsement'])
    expect(one.of('mfrr')?.changes).toContainEqual({ field: 'referees', to: 2 })
  })

  test('9. rent and food for half a year for a family in Morocco', () => {
    const advice = asked({
      kind: 'humanitarian.living',
      country: 'MA',
      days: 182,
      headcount: 4,
      languages: ['ar', 'fr'],
      amount: euros(6000),
    })
    // The regional foundation: families, core costs, the sum. Others only as a question.
    expect(advice.order.slice(0, 2)).toEqual(['emhrf', 'pd_emergency'])
    // "No general living costs" and support to families of another kind: not offered at all, rather than offered and refused.
    expect([advice.of('fld_protection_grant'), advice.of('omct_emergency')]).toEqual([undefined, undefined])
    // Living costs by name, but for media people in Europe.
    expect(advice.outBy('mfrr')).toEqual(['region', 'target'])
  })

  test('10. a union organiser in Bangladesh, alone, five months out of the country, who can come back', () => {
    const leave = {
      country: 'BD',
      days: 150,
      languages: ['bn', 'en'],
      groups: ['trade_union'],
      unsafeCountries: ['BD'],
      canReturn: true,
    } as const
    const advice = asked({ ...leave, memberVouches: true })
    // In Asia, for up to six months, and a member vouches: nothing fits better. Three months of shelter somewhere else come
    // next, and someone must go on after them.
    expect(advice.order.slice(0, 2)).toEqual(['forum_asia', 'shelter_city'])
    expect(advice.of('shelter_city')?.changes).toEqual([{ field: 'days', to: 91 }])
    // Without a member it is out; "if a member vouched" is the first thing to arrange.
    const alone = asked({ ...leave, memberVouches: false })
    expect(alone.outBy('forum_asia')).toEqual(['endorsement'])
    expect(alone.of('forum_asia')).toMatchObject({ withChanges: true, changes: [{ field: 'memberVouches', to: 1 }] })
    // Who cannot go back is not sent where return is a condition.
    expect(asked({ ...leave, canReturn: false }).outBy('shelter_city')).toEqual(['return'])
    expect(asked({ ...leave, canReturn: null }).asked).toContain('canReturn')
    // Five months: the fewest hands are one pair.
    expect(advice.together()).toMatchObject({ way: 'days', uncoveredDays: 0, exact: true, parts: [{ sure: true }] })
  })
})
