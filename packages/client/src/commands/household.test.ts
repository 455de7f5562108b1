/** A mother and a daughter: who belongs to whom, whose papers run out, and what only the clinic reads. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { PartialDay } from '@pergola/core/casework'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

let stage: Stage
let amina: World
let joost: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost } = stage)
  olive = await familyCase(amina)
})

const asthma = { kind: 'condition', text: 'Asthma; carries a spray.', since: '2022' as PartialDay, urgent: true, endedOn: null } as const
const passport = { kind: 'passport', state: 'held', country: 'MA', number: 'A 1', place: 'with her' } as const
const write = (world = amina) => done(world, 'saveCare', { space: olive.space, care: { ...asthma, person: olive.child } })
const medicalConsent = async (): Promise<void> => {
  for (const person of [olive.defender, olive.child])
    await done(amina, 'giveConsent', {
      space: olive.space,
      consent: {
        person,
        scope: 'share_named_org',
        org: joost.me.org,
        parts: ['medical'],
        given: true,
        on: day('2026-03-02'),
        how: 'spoken',
        until: null,
      },
    })
}

describe('a household', () => {
  it('PEOPLE-1 shows each dependent with needs, answers and papers of their own, and the family as a graph', async () => {
    const { space, defender, child } = olive
    await done(amina, 'saveTie', { space, tie: { a: defender, b: child, kind: 'parent', together: true } })
    await done(amina, 'saveStanding', { space, standing: { person: child, minor: true, guardian: defender, ownCase: null } })
    await done(amina, 'savePaper', { space, paper: { ...passport, person: child, until: day('2026-04-20') } })
    await done(amina, 'savePaper', { space, paper: { ...passport, person: defender, until: day('2030-01-01') } })
    await consentOfBoth(amina, olive, 'share_network', null)
    const view = await sees(amina, 'household', { space })
    expect(view.people.map(({ needs, gapDays, agreed }) => [needs, gapDays, agreed])).toEqual([
      [1, 92, 1],
      [0, 0, 1],
    ])
    expect(view.people[1]).toMatchObject({ standing: { minor: true, guardian: defender }, papers: [{ until: '2026-04-20' }] })
    expect(view.graph).toMatchObject({ rows: 2, columns: 1 })
    expect(view.papersDue.map(({ person }) => person)).toEqual([child])
  })

  it('PEOPLE-2 keeps papers where names are: who has the file without the identity part reads none', async () => {
    const { space, child } = olive
    await done(amina, 'savePaper', { space, paper: { ...passport, person: child, until: null } })
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    expect((await sees(joost, 'household', { space })).people.map(({ papers }) => papers)).toEqual([null, null])
    expect(await refusal(joost, 'savePaper', { space, paper: { ...passport, person: child, until: null } })).toBe('not_permitted')
  })

  it('PEOPLE-3 a dependent who is a defender too has a case of their own, which is named where it can be read', async () => {
    const { space, child } = olive
    const { space: own } = await done(amina, 'createCase', { pseudonym: 'Lark', country: 'MA', urgency: 'weeks', summary: '' })
    await done(amina, 'saveStanding', { space, standing: { person: child, minor: false, guardian: null, ownCase: own } })
    expect((await sees(amina, 'household', { space })).people[1]?.ownCase?.pseudonym).toBe('Lark')
    const self = { person: child, minor: false, guardian: null, ownCase: space }
    expect(await refusal(amina, 'saveStanding', { space, standing: self })).toBe('invalid:ownCase')
    expect(await refusal(amina, 'saveTie', { space, tie: { a: child, b: 'nobody', kind: 'friend', together: false } })).toBe('invalid:b')
  })
})

describe('papers that run out', () => {
  const due = async (who = amina) =>
    (await sees(who, 'today', {})).items.flatMap((item) => (item.kind === 'paper' ? [[item.paperKind, item.inDays, item.step]] : []))
  const days = (count: number) => stage.pass(count * 24 * 3_600_000)

  it('PEOPLE-13 are in Today 60, 30, 14 and 7 days before, and after; put away until the next step', async () => {
    const { space, child } = olive
    const { id } = await done(amina, 'savePaper', { space, paper: { ...passport, person: child, until: day('2026-05-02') } })
    await done(amina, 'savePaper', { space, paper: { ...passport, kind: 'visa', state: 'taken', person: child, until: day('2026-03-04') } })
    expect(await due()).toEqual([])
    await days(2)
    expect(await due()).toEqual([['passport', 59, 60]])
    expect(await due(stage.yusuf)).toEqual([['passport', 59, 60]])
    await done(amina, 'seePaper', { space, id })
    expect([await due(), await due(stage.yusuf)]).toEqual([[], []])
    await days(30)
    expect(await due()).toEqual([['passport', 29, 30]])
    await days(29)
    expect(await due()).toEqual([['passport', 0, 7]])
    await days(1)
    expect(await due()).toEqual([['passport', -1, 0]])
    await done(amina, 'seePaper', { space, id })
    expect(await due()).toEqual([])
    await done(amina, 'savePaper', { space, paper: { ...passport, id, person: child, until: day('2026-05-20') } })
    expect(await due()).toEqual([['passport', 17, 30]])
    await done(amina, 'editCase', { space, fields: { status: 'closed' } })
    expect(await due()).toEqual([])
  })

  it('PEOPLE-13 are the matter of who holds the case, not of whoever reads the names', async () => {
    const { space, child } = olive
    await done(amina, 'savePaper', { space, paper: { ...passport, person: child, until: day('2026-03-20') } })
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    for (const part of ['file', 'identity'] as const) await done(amina, 'shareCase', { space, org: joost.me.org, part })
    expect([await due(), await due(joost)]).toEqual([[['passport', 18, 30]], []])
    expect(await refusal(joost, 'seePaper', { space, id: 'nobody' })).toBe('not_found:id')
  })
})

describe('a dependent with a case of her own', () => {
  const tied = async () => {
    const own = await familyCase(amina, 'Lark')
    const standing = { person: olive.child, minor: false, guardian: null, ownCase: own.space }
    await done(amina, 'saveStanding', { space: olive.space, standing })
    const need = (await sees(amina, 'case', { space: olive.space })).file.needs[0]!
    const hers = { ...need, person: olive.child, headcount: 1, from: day('2026-05-01'), to: day('2026-07-01') }
    await done(amina, 'saveNeed', { space: olive.space, need: hers })
    return own
  }
  const breaks = async () => (await sees(amina, 'relay', { horizonDays: 365 })).breaks.map(({ pseudonym, from }) => [pseudonym, from])
  const gaps = async () => (await sees(amina, 'today', {})).items.flatMap((item) => (item.kind === 'gap' ? [item.pseudonym] : []))

  it('PEOPLE-8 is shown from both cases to who reads both, with risk, consent and decision of her own', async () => {
    const own = await tied()
    await done(amina, 'giveConsent', {
      space: own.space,
      consent: { person: own.defender, scope: 'record', org: null, given: true, on: amina.today(), how: 'spoken', until: null },
    })
    const her = (await sees(amina, 'household', { space: olive.space })).people[1]
    expect(her).toMatchObject({ agreed: 0, ownCase: { pseudonym: 'Lark', riskLevel: null, decision: null, agreed: 1 } })
    expect((await sees(amina, 'household', { space: own.space })).alsoIn).toMatchObject([{ space: olive.space, pseudonym: 'Olive' }])
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    expect((await sees(joost, 'household', { space: olive.space })).people[1]?.ownCase).toBeNull()
  })

  it('PEOPLE-9 is counted once: what is a need of both cases is one of her own', async () => {
    const own = await tied()
    expect(await breaks()).toEqual([
      ['Olive', '2026-03-10'],
      ['Lark', '2026-03-10'],
    ])
    expect((await gaps()).sort()).toEqual(['Lark', 'Olive'])
    await done(amina, 'editCase', { space: own.space, fields: { status: 'closed' } })
    expect(await breaks()).toContainEqual(['Olive', '2026-05-01'])
    expect(await gaps()).toEqual(['Olive', 'Olive'])
  })
})

describe('the medical part', () => {
  it('PEOPLE-4 is begun by who holds the case, and nobody with the file alone reads it', async () => {
    const { space, child } = olive
    expect(await sees(amina, 'medical', { space })).toMatchObject({ state: 'none', own: true, canWrite: true })
    await write()
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    expect(await sees(joost, 'medical', { space })).toMatchObject({ state: 'closed', part: null, canWrite: false })
    expect(await refusal(joost, 'saveCare', { space, care: { ...asthma, person: child } })).toBe('not_permitted')
    const view = await sees(amina, 'medical', { space })
    expect(view.part?.care).toMatchObject([{ text: asthma.text, person: child }])
    expect(view.part?.patients).toMatchObject([{ person: child, label: 'Daughter, school age' }])
  })

  it('PEOPLE-5 goes through the gate to who treats, who writes in it without reading the file', async () => {
    const { space, child } = olive
    await write()
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    expect(await refusal(amina, 'shareMedical', { space, org: joost.me.org })).toBe('no_consent:share_named_org')
    await medicalConsent()
    await done(amina, 'shareMedical', { space, org: joost.me.org })
    const [row] = await sees(joost, 'medicalParts', {})
    expect(row).toMatchObject({ pseudonym: 'Olive', gone: false })
    const visit = { person: child, on: day('2026-03-03'), text: 'Seen; lungs clear.', nextOn: day('2026-03-17') }
    await done(joost, 'saveVisit', { space: row!.space, visit })
    expect((await sees(amina, 'medical', { space })).part?.visits).toMatchObject([{ text: 'Seen; lungs clear.', org: joost.me.org }])
    expect(await refusal(joost, 'saveVisit', { space: row!.space, visit: { ...visit, person: 'nobody' } })).toBe('invalid:person')
    const { readers } = await sees(amina, 'medical', { space })
    expect(readers.map(({ org }) => org)).toEqual([joost.me.org])
  })

  it('PEOPLE-6 is taken back alone: the file stays shared, what comes after is not read, and they are told', async () => {
    const { space, child } = olive
    await write()
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await medicalConsent()
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    await done(amina, 'shareMedical', { space, org: joost.me.org })
    await done(amina, 'revokeMedical', { space, org: joost.me.org })
    await done(amina, 'saveCare', { space, care: { ...asthma, text: 'Written after.', person: child } })
    expect(await sees(joost, 'medical', { space })).toMatchObject({ state: 'closed', part: null })
    expect((await sees(joost, 'case', { space })).file.pseudonym).toBe('Olive')
    expect((await sees(amina, 'medical', { space })).readers).toEqual([])
    expect(await sees(joost, 'medicalParts', {})).toMatchObject([{ gone: true }])
  })

  it('PEOPLE-7 what one organisation noted is not changed by another, and each is asked for itself', async () => {
    const { space, child } = olive
    const { id } = await write()
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await medicalConsent()
    await done(amina, 'shareMedical', { space, org: joost.me.org })
    const [row] = await sees(joost, 'medicalParts', {})
    const changed = { ...asthma, text: 'No asthma.', person: child }
    expect(await refusal(joost, 'saveCare', { space: row!.space, id, care: changed })).toBe('not_permitted')
    await done(amina, 'saveCare', { space, id, care: { ...changed, text: 'Asthma, milder now.' } })
    expect((await sees(joost, 'medical', { space: row!.space })).part?.care.map(({ text }) => text)).toEqual(['Asthma, milder now.'])
  })
})
