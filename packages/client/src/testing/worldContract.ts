/**
 * How a world behaves, whatever is behind it: run on plain documents in memory, and on the real engine with a relay. Each story
 * begins with three organisations of one network and ends when everyone has what was sent.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, day, done, familyCase, refusal, sees, takenUp } from './acts.ts'
import type { MakeStage, Stage } from './stage.ts'
import { visitorAt } from './visitor.ts'

export const describeWorld = (name: string, make: MakeStage): void => {
  describe(`the world, ${name}`, () => {
    let stage: Stage
    beforeEach(async () => {
      stage = await make()
    })
    afterEach(() => stage.close())
    covering(() => stage)
    alerting(() => stage)
    apart(() => stage)
  })
}

const commitment = { stopGap: false, note: '', state: 'confirmed' } as const

const covering = (on: () => Stage): void => {
  it('REACT-1 VIEW-7 CMD-4 from a need to covered: Amina asks, Joost takes up, Khadija closes the gap, Amina takes back', async () => {
    const { amina, joost, khadija, settle } = on()
    const olive = await familyCase(amina)
    const { space, shelter } = olive
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await consentOfBoth(amina, olive, 'share_named_org', khadija.me.org)
    const referral = await takenUp(amina, joost, olive)
    await settle()

    expect((await sees(joost, 'referral', { space: referral })).caseSpace).toBe(space)
    await done(joost, 'commit', { space, need: shelter, from: day('2026-03-10'), to: day('2026-04-30'), ...commitment })
    await settle()
    const seen = await sees(amina, 'case', { space })
    expect(seen.chart.rows[0]?.stretches).toMatchObject([
      { from: '2026-03-10', to: '2026-04-30', covered: true },
      { from: '2026-05-01', to: '2026-06-09', days: 40, covered: false },
    ])

    await done(amina, 'shareCase', { space, org: khadija.me.org, part: 'file' })
    await settle()
    await done(khadija, 'commit', { space, need: shelter, from: day('2026-05-01'), to: day('2026-06-09'), ...commitment })
    await settle()
    const [row] = (await sees(joost, 'case', { space })).chart.rows
    expect(row?.gapDays).toBe(0)
    const [handover] = row?.handovers ?? []
    expect(handover).toMatchObject({ agreedBefore: false, agreedAfter: false })
    for (const world of [joost, khadija]) {
      await done(world, 'agreeHandover', { space, before: handover!.before, after: handover!.after })
      await settle()
    }
    expect((await sees(amina, 'case', { space })).chart.rows[0]?.handovers).toMatchObject([{ agreedBefore: true, agreedAfter: true }])

    await done(amina, 'revokeCase', { space, org: joost.me.org })
    await settle()
    await done(amina, 'addNote', { space, text: 'Written after.' })
    await settle()
    const gone = await sees(joost, 'case', { space })
    expect(gone.goneSince).not.toBeNull()
    expect(gone.file.notes).toEqual([])
    expect(await refusal(joost, 'addNote', { space, text: 'May I?' })).toBe('gone')
    expect((await sees(joost, 'today', {})).items).toContainEqual(
      expect.objectContaining({ kind: 'notice_in', pseudonym: 'Olive', by: 'Dar al-Amal' }),
    )
  })

  it('REACT-2 what was taken back is not shared again by itself', async () => {
    const { amina, joost, settle } = on()
    const olive = await familyCase(amina)
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await takenUp(amina, joost, olive)
    await settle()
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    await settle()
    await settle()
    expect((await sees(amina, 'case', { space: olive.space })).shares).toEqual([])
  })

  it('REACT-1 without consent on the day of take-up nothing is shared; it is, once the consent is there', async () => {
    const { amina, joost, settle } = on()
    const olive = await familyCase(amina)
    await consentOfBoth(amina, olive, 'share_network', null)
    const referral = await takenUp(amina, joost, olive)
    await settle()
    expect((await sees(amina, 'case', { space: olive.space })).shares).toEqual([])
    expect((await sees(joost, 'referral', { space: referral })).caseSpace).toBeNull()
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await settle()
    expect((await sees(joost, 'case', { space: olive.space })).file.pseudonym).toBe('Olive')
  })

  it('CMD-3 the identity part comes last, by a step of its own', async () => {
    const { amina, joost, settle } = on()
    const olive = await familyCase(amina)
    const { space, defender } = olive
    const identity = {
      person: defender,
      name: 'Salma Haddad',
      otherNames: '',
      contact: '+212 600 000 000',
      whereabouts: '',
      birth: '',
      documents: '',
    } as const
    await done(amina, 'saveIdentity', { space, identity })
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    expect(await refusal(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })).toBe('invalid:part')
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    await settle()
    expect(await sees(joost, 'case', { space })).toMatchObject({ identities: null, file: { pseudonym: 'Olive' } })
    expect((await sees(joost, 'cases', { filter: {}, from: 0, count: 10 })).rows).toMatchObject([{ name: '', own: false }])
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
    await settle()
    expect((await sees(joost, 'case', { space })).identities).toMatchObject([{ name: 'Salma Haddad' }])
    expect((await sees(joost, 'cases', { filter: { text: 'haddad' }, from: 0, count: 10 })).rows).toMatchObject([{ name: 'Salma Haddad' }])
    expect((await sees(amina, 'case', { space })).shares.map(({ part, name }) => [part, name])).toEqual([
      ['file', 'Huis Noord'],
      ['identity', 'Huis Noord'],
    ])
  })
}

const alerting = (on: () => Stage): void => {
  it('REACT-3 REACT-4 CMD-11 from an alert to a case: written at the intake page, taken in by two at once, answered, written again', async () => {
    const { amina, yusuf, settle } = on()
    await done(amina, 'openIntake', { intro: 'Dar al-Amal reads this.', languages: ['ar', 'fr'] })
    await settle()
    const visitor = await visitorAt(on(), amina, amina.me.org)
    await visitor.write('They came to my house. Call +212 611 223 344.', { reach: 'through my sister' })
    await settle()
    const [alert] = await sees(yusuf, 'alerts', {})
    expect(alert).toMatchObject({ state: 'new', waitingForUs: true, firstLine: 'They came to my house. Call +212 611 223 344.' })
    expect((await sees(amina, 'today', {})).items).toMatchObject([{ kind: 'alert' }])
    expect(await amina.gateway.alerts(0)).toEqual({ ok: true, value: [] })

    const id = alert!.id
    await done(yusuf, 'replyToAlert', { id, text: 'We read you. Are you safe now?' })
    await settle()
    expect(await visitor.read()).toEqual(['We read you. Are you safe now?'])
    expect((await sees(amina, 'alert', { id })).turns).toMatchObject([{ from: 'sender' }, { from: 'us', by: 'Yusuf', pending: false }])
    expect((await sees(amina, 'today', {})).items).toEqual([])

    await visitor.write('Yes, at a friend’s.')
    await settle()
    expect((await sees(amina, 'alerts', {}))[0]).toMatchObject({ state: 'answered', waitingForUs: true })
    const { space } = await done(amina, 'caseFromAlert', { id, pseudonym: 'Cedar', country: 'MA', urgency: 'hours' })
    await settle()
    const made = await sees(yusuf, 'case', { space })
    expect(made).toMatchObject({ alert: id, file: { pseudonym: 'Cedar', people: [{ role: 'defender', languages: ['ar'] }] } })
    expect(made.file.summary).toBe('They came to my house. Call ….\n\nYes, at a friend’s.')
    expect(made.identities).toMatchObject([{ contact: 'through my sister\n+212 611 223 344' }])
    expect((await sees(yusuf, 'alerts', {}))[0]).toMatchObject({ state: 'case', caseSpace: space, waitingForUs: false })
    expect(await refusal(yusuf, 'caseFromAlert', { id, pseudonym: 'Cedar', country: 'MA', urgency: 'hours' })).toBe('invalid:id')
  })
}

const apart = (on: () => Stage): void => {
  it('CMD-19 offline Amina goes on writing; when she is back everyone has it', async () => {
    const { amina, yusuf, settle, setOnline } = on()
    const olive = await familyCase(amina)
    await settle()
    setOnline(amina, false)
    await done(amina, 'addNote', { space: olive.space, text: 'Written on the bus.' })
    await done(yusuf, 'addNote', { space: olive.space, text: 'Written in the office.' })
    expect(await sees(amina, 'case', { space: olive.space })).toMatchObject({
      pending: 1,
      file: { notes: [{ text: 'Written on the bus.' }] },
    })
    expect((await sees(amina, 'cases', { filter: {}, from: 0, count: 1 })).rows).toMatchObject([{ pending: true }])
    expect(await refusal(amina, 'revokeCase', { space: olive.space, org: yusuf.me.org })).toBe('invalid:org')
    setOnline(amina, true)
    await settle()
    for (const world of [amina, yusuf]) {
      const { file, pending } = await sees(world, 'case', { space: olive.space })
      expect(pending).toBe(0)
      expect(file.notes.map(({ text }) => text)).toEqual(['Written on the bus.', 'Written in the office.'])
    }
  })
}
