import { beforeEach, describe, expect, it } from 'vitest'
import { ownedId, setOp } from '@pergola/core/record'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { consentOfBoth, day, done, familyCase, refusal, run, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost, khadija } = stage)
  olive = await familyCase(amina)
})

const MEGABYTE = 'ب'.repeat(500_000)
const OVERRIDE = '\u202e'

describe('a request to another organisation', () => {
  const request = () => ({
    space: olive.space,
    needs: [olive.shelter],
    org: joost.me.org,
    service: null,
    text: '',
    answerBy: amina.now() + 3_600_000,
    shareFileOnTakeUp: true,
  })
  const yes = { scope: 'share_network', org: null, given: true, on: day('2026-03-02'), how: 'spoken', until: null } as const

  it('CMD-1 waits for the yes of everyone whom the need is about: the mother said yes, nobody asked the daughter', async () => {
    expect(await refusal(amina, 'sendReferral', request())).toBe('no_consent:share_network')
    await done(amina, 'giveConsent', { space: olive.space, consent: { ...yes, person: olive.defender } })
    expect(await refusal(amina, 'sendReferral', request())).toBe('no_consent:share_network')
    await done(amina, 'giveConsent', { space: olive.space, consent: { ...yes, person: olive.child } })
    expect(await refusal(amina, 'sendReferral', request())).toBe('')
  })

  it('CMD-1 a yes that was taken back or has run out is none', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { file } = await sees(amina, 'case', { space: olive.space })
    await done(amina, 'withdrawConsent', { space: olive.space, id: file.consents[0]!.id, on: day('2026-03-02') })
    expect(await refusal(amina, 'sendReferral', request())).toBe('no_consent:share_network')
  })

  it('CMD-5 only the organisation that holds the case refers it, shares it, edits it and records consent', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    const { space } = olive
    expect(await refusal(joost, 'sendReferral', { ...request(), org: khadija.me.org })).toBe('not_permitted')
    expect(await refusal(joost, 'shareCase', { space, org: khadija.me.org, part: 'file' })).toBe('not_permitted')
    expect(await refusal(joost, 'editCase', { space, fields: { status: 'closed' } })).toBe('not_permitted')
    expect(await refusal(joost, 'giveConsent', { space, consent: { ...yes, person: olive.child } })).toBe('not_permitted')
    expect(await refusal(joost, 'addNote', { space, text: 'We can write, though.' })).toBe('')
  })

  it('goes to someone else in the network, about needs that are there, with time to answer', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    expect(await refusal(amina, 'sendReferral', { ...request(), org: amina.me.org })).toBe('invalid:org')
    expect(await refusal(amina, 'sendReferral', { ...request(), org: '00'.repeat(16) as OrgId })).toBe('invalid:org')
    expect(await refusal(amina, 'sendReferral', { ...request(), needs: [olive.shelter, 'other'] })).toBe('invalid:needs')
    expect(await refusal(amina, 'sendReferral', { ...request(), needs: [] })).toBe('invalid:needs')
    expect(await refusal(amina, 'sendReferral', { ...request(), answerBy: amina.now() - 1000 })).toBe('invalid:answerBy')
    expect(await refusal(joost, 'sendReferral', request())).toBe('not_found:space')
  })

  it('CMD-10 a turn is taken by whose turn it is: Joost asks back, Amina answers, Joost declines with a reason', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await done(amina, 'sendReferral', request())
    expect(await refusal(amina, 'takeUp', { space, text: '' })).toBe('not_permitted')
    expect(await refusal(khadija, 'takeUp', { space, text: '' })).toBe('not_found:space')
    expect(await refusal(joost, 'askReferral', { space, text: ' ' })).toBe('invalid:text')
    await done(joost, 'askReferral', { space, text: 'Do they have passports?' })
    expect(await refusal(joost, 'answerReferral', { space, text: 'Yes' })).toBe('not_permitted')
    await done(amina, 'answerReferral', { space, text: 'Both do.' })
    await done(joost, 'declineReferral', { space, reason: 'no_capacity', text: 'Full until May.' })
    expect(await refusal(joost, 'takeUp', { space, text: '' })).toBe('not_permitted')
    expect(await refusal(amina, 'withdrawReferral', { space, text: '' })).toBe('not_permitted')
    expect(await sees(amina, 'referral', { space })).toMatchObject({ state: 'declined', canAnswer: false, pseudonym: 'Olive' })
  })
})

describe('a part of a case', () => {
  it('CMD-2 goes only to the organisation that everyone in the file has named', async () => {
    const { space } = olive
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    expect(await refusal(amina, 'shareCase', { space, org: khadija.me.org, part: 'file' })).toBe('no_consent:share_named_org')
    expect(await refusal(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })).toBe('')
    expect(await refusal(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })).toBe('')
    expect((await sees(amina, 'case', { space })).shares).toMatchObject([{ name: 'Huis Noord', part: 'file' }])
  })

  it('CMD-3 the identity part is read there, not written', async () => {
    const { space, defender } = olive
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
    const identity = { person: defender, name: 'X', otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' } as const
    expect(await refusal(joost, 'saveIdentity', { space, identity })).toBe('not_permitted')
    const identitySpace = (await sees(joost, 'case', { space })).file.identitySpace as SpaceId
    expect(await joost.write(identitySpace, [setOp('person', defender, { name: 'X' })])).toMatchObject({ ok: false })
  })

  it('CMD-4 all parts are taken back together, and offline none is', async () => {
    const { space } = olive
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
    stage.setOnline(amina, false)
    expect(await refusal(amina, 'revokeCase', { space, org: joost.me.org })).toBe('offline')
    stage.setOnline(amina, true)
    await done(amina, 'revokeCase', { space, org: joost.me.org })
    expect(await sees(joost, 'case', { space })).toMatchObject({
      identities: null,
      goneSince: expect.any(Number),
      file: { pseudonym: 'Olive' },
    })
    expect((await sees(amina, 'case', { space })).shares).toEqual([])
  })

  it('CMD-15 a case and its identity part are made together', async () => {
    const { file, identities } = await sees(amina, 'case', { space: olive.space })
    expect(identities).toEqual([])
    const identity = await amina.open(file.identitySpace as SpaceId)
    expect(identity?.membership.kind).toBe('identity')
    expect(amina.summaries.get(file.identitySpace as SpaceId)).toMatchObject({ kind: 'identity', caseSpace: olive.space })
  })
})

describe('covering a need', () => {
  const days = { from: day('2026-03-10'), to: day('2026-04-30'), state: 'confirmed', stopGap: false, note: '' } as const

  beforeEach(async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
  })

  it('CMD-6 an organisation commits for itself only, and says yes for its own side', async () => {
    const { space, shelter: need } = olive
    const { id } = await done(joost, 'commit', { space, need, ...days })
    expect(id.startsWith(`${joost.me.org}:`)).toBe(true)
    expect(await refusal(amina, 'commit', { space, id, need, ...days })).toBe('not_permitted')
    expect(await refusal(amina, 'commit', { space, id: ownedId(amina.me.org, 'none'), need, ...days })).toBe('not_found:id')
    const own = await done(amina, 'commit', { space, need, ...days, from: day('2026-05-01'), to: day('2026-05-31') })
    const handover = { space, before: id, after: own.id }
    expect(await refusal(joost, 'agreeHandover', { ...handover, after: 'nothing' })).toBe('not_found:handover')
    await done(joost, 'agreeHandover', handover)
    const [row] = (await sees(amina, 'case', { space })).chart.rows
    expect(row?.handovers).toMatchObject([{ agreedBefore: true, agreedAfter: false }])
    await done(joost, 'commit', { space, id, need, ...days, state: 'withdrawn' })
    expect((await sees(amina, 'case', { space })).chart.rows[0]?.coveredDays).toBe(31)
  })

  it('CMD-9 days out of order, and days that are none, are refused by name', async () => {
    const { space, shelter: need, defender } = olive
    expect(await refusal(joost, 'commit', { space, need, ...days, to: day('2026-03-09') })).toBe('invalid:to')
    expect(await refusal(joost, 'commit', { space, need, ...days, from: day('2026-02-30') })).toBe('invalid:from')
    expect(await refusal(joost, 'commit', { space, need: 'none', ...days })).toBe('not_found:need')
    const wanted = {
      person: defender,
      kind: 'medical',
      from: day('2026-05-01'),
      to: day('2026-04-01'),
      place: '',
      urgency: 'weeks',
      headcount: 1,
      note: '',
    } as const
    expect(await refusal(amina, 'saveNeed', { space, need: wanted })).toBe('invalid:to')
    expect(await refusal(amina, 'saveNeed', { space, need: { ...wanted, to: day('2026-06-01'), person: 'nobody' } })).toBe('invalid:person')
    const consent = {
      person: defender,
      scope: 'record',
      org: null,
      given: true,
      on: day('2027-01-01'),
      how: 'spoken',
      until: null,
    } as const
    expect(await refusal(amina, 'giveConsent', { space, consent })).toBe('invalid:on')
  })
})

describe('what people type', () => {
  it('CMD-7 a megabyte in a field is refused with what fits; nothing is cut off silently', async () => {
    const { space, defender } = olive
    const create = { pseudonym: 'Palm', country: 'MA', urgency: 'days', summary: '' } as const
    expect(await run(amina, 'createCase', { ...create, summary: MEGABYTE })).toEqual({
      ok: false,
      problem: { type: 'too_large', field: 'summary', args: { most: 100_000 } },
    })
    expect(await run(amina, 'createCase', { ...create, pseudonym: MEGABYTE })).toEqual({
      ok: false,
      problem: { type: 'too_large', field: 'pseudonym', args: { most: 80 } },
    })
    expect(await refusal(amina, 'createCase', { ...create, pseudonym: 'a'.repeat(80) })).toBe('')
    expect(await refusal(amina, 'addNote', { space, text: MEGABYTE })).toBe('too_large:text')
    expect(await refusal(amina, 'savePerson', { space, role: 'dependent', label: MEGABYTE, relation: '', languages: [] })).toBe(
      'too_large:label',
    )
    const identity = { person: defender, name: '', otherNames: '', contact: MEGABYTE, whereabouts: '', birth: '', documents: '' } as const
    expect(await refusal(amina, 'saveIdentity', { space, identity })).toBe('too_large:contact')
    expect(await refusal(amina, 'openImport', { name: 'a.csv', content: new Uint8Array(64_000_001) })).toBe('too_large:content')
    const assessment = {
      probability: 'high',
      impact: 'high',
      deathThreat: false,
      threats: ['x'.repeat(501)],
      vulnerabilities: [],
      capacities: [],
    } as const
    expect(await refusal(amina, 'assessRisk', { space, assessment })).toBe('too_large:threats')
  })

  it('CMD-8 what could reorder or hide text is taken out of a name', async () => {
    const { space } = await done(amina, 'createCase', {
      pseudonym: `Ol${OVERRIDE}ive\u0000\n2`,
      country: '',
      urgency: 'days',
      summary: `a${OVERRIDE}b`,
    })
    const { file } = await sees(amina, 'case', { space })
    expect([file.pseudonym, file.summary]).toEqual(['Olive 2', 'ab'])
    expect(await refusal(amina, 'createCase', { pseudonym: OVERRIDE, country: '', urgency: 'days', summary: '' })).toBe('invalid:pseudonym')
  })

  it('revises only a note of our own organisation', async () => {
    const { space } = olive
    await done(amina, 'addNote', { space, text: 'First.' })
    const [note] = (await sees(amina, 'case', { space })).file.notes
    await done(yusuf, 'addNote', { space, text: 'Better.', revises: note!.id })
    expect(await refusal(amina, 'addNote', { space, text: 'x', revises: 'none' })).toBe('invalid:revises')
    expect((await sees(amina, 'case', { space })).file.notes).toMatchObject([{ text: 'First.' }, { text: 'Better.', revises: note!.id }])
  })
})
