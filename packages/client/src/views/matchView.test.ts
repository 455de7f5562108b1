import { beforeEach, describe, expect, it } from 'vitest'
import type { ServiceReach } from '@pergola/core/directory'
import type { OrgId } from '@pergola/protocol'
import type { ServiceDraft } from '../contract/index.ts'
import { consentOfBoth, day, done, familyCase, refusal, run, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

const HOUR_MS = 3_600_000

let stage: Stage
let amina: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost, khadija } = stage)
  olive = await familyCase(amina)
})

const FLATS: ServiceReach = { kinds: ['relocation.international'], regions: ['001'], languages: ['ar'], maxDays: 120, family: 'yes' }
const offer = (reach: ServiceReach, more: Partial<ServiceDraft> = {}): ServiceDraft => ({
  programme: '',
  name: 'Two flats',
  about: '',
  visibility: 'network',
  audience: [],
  reach: { ...FLATS, ...reach },
  facts: [],
  places: [],
  contacts: [],
  reviewOn: null,
  source: 'Our own house',
  ...more,
})
const offers = (world: World, reach: ServiceReach, more: Partial<ServiceDraft> = {}) =>
  done(world, 'saveService', { service: offer(reach, more) })
const matched = (world: World = amina) => sees(world, 'match', { space: olive.space, need: olive.shelter })

describe('the answer to a need', () => {
  it('ASK-1 Amina is asked whether they can go back, tells it once, and the house that wants it is ruled out', async () => {
    await offers(joost, { returnRequired: true })
    expect((await matched()).questions).toEqual([{ asks: 'canReturn', services: 1, decides: true }])
    await done(amina, 'answerNeed', { space: olive.space, id: olive.shelter, answers: { canReturn: false } })
    const told = await matched()
    expect(told.questions).toEqual([])
    expect([told.possible, told.others, told.need.answers, told.asked.canReturn]).toEqual([0, 1, { canReturn: false }, false])
    await done(amina, 'answerNeed', { space: olive.space, id: olive.shelter, answers: { canReturn: null } })
    expect((await matched()).questions).toHaveLength(1)
  })

  it('ASK-1 who may write in the case may tell it; an answer that is none, or to no need, is refused', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    const { space, shelter: id } = olive
    expect(await refusal(joost, 'answerNeed', { space, id, answers: { workMonths: 30 } })).toBe('')
    expect((await matched()).asked.workMonths).toBe(30)
    expect(await refusal(amina, 'answerNeed', { space, id, answers: { incidentOn: day('2026-02-30') } })).toBe('invalid:incidentOn')
    expect(await refusal(amina, 'answerNeed', { space, id: 'nothing', answers: { workMonths: 1 } })).toBe('not_found:id')
    expect(await refusal(khadija, 'answerNeed', { space, id, answers: { workMonths: 1 } })).toBe('not_found:space')
  })

  it('ASK-2 a vouch and a dispute of other organisations are in the reasons', async () => {
    const { id } = await offers(joost, {})
    await done(khadija, 'vouch', { subject: id, note: 'They took in a family of ours.' })
    const standing = async () => (await matched()).rows[0]?.reasons.find(({ rule }) => rule === 'standing')
    expect(await standing()).toMatchObject({ verdict: 'fits', args: { count: 1 } })
    await done(khadija, 'dispute', { service: id, code: 'family', says: 'They sent the children away.' })
    expect(await standing()).toMatchObject({ verdict: 'violates', args: { count: 1 } })
  })

  it('ASK-3 of a house that only lets itself match there is no name, and Joost is the one to ask; he himself sees it whole', async () => {
    await offers(joost, {}, { visibility: 'match', name: 'The house by the canal' })
    const [row] = (await matched()).rows
    expect(row).toMatchObject({ matchOnly: true, askOrg: joost.me.org, askName: 'Huis Noord', ours: false })
    expect(JSON.stringify(row)).not.toContain('canal')
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    expect((await matched(joost)).rows[0]).toMatchObject({
      matchOnly: false,
      ours: true,
      askOrg: null,
      service: { name: 'The house by the canal' },
    })
  })

  it('ASK-4 days that a commitment holds are not asked for again', async () => {
    await offers(joost, { maxDays: 40 })
    await done(amina, 'commit', {
      space: olive.space,
      need: olive.shelter,
      from: day('2026-03-10'),
      to: day('2026-03-31'),
      state: 'confirmed',
      stopGap: true,
      note: '',
    })
    const { together } = await matched()
    expect(together).toMatchObject({ wantedDays: 92, coveredDays: 22, sureDays: 40, uncoveredDays: 30, exact: true })
    expect(together.parts.map(({ from, to }) => [from, to])).toEqual([['2026-04-01', '2026-05-10']])
  })
})

describe('a request to several', () => {
  let start = 0
  beforeEach(() => {
    start = amina.now()
  })
  const to = (world: World, hours: number, service: string | null = null) => ({
    org: world.me.org,
    service,
    answerBy: start + hours * HOUR_MS,
    shareFileOnTakeUp: false,
  })

  it('ASK-5 Amina asks two at once: each sees the same teaser and its own deadline, and neither sees the other', async () => {
    const { id: service } = await offers(joost, {})
    await consentOfBoth(amina, olive, 'share_network', null)
    const { sent, failed } = await done(amina, 'sendReferrals', {
      space: olive.space,
      needs: [olive.shelter],
      text: 'A mother and one child.',
      to: [to(joost, 24, service), to(khadija, 72)],
    })
    expect(failed).toEqual([])
    expect(sent.map(({ org }) => org)).toEqual([joost.me.org, khadija.me.org])
    const [atJoost, atKhadija] = await Promise.all([
      sees(joost, 'referral', { space: sent[0]!.space }),
      sees(khadija, 'referral', { space: sent[1]!.space }),
    ])
    expect(atJoost.referral.teasers).toEqual(atKhadija.referral.teasers)
    expect(atKhadija.answerBy - atJoost.answerBy).toBe(48 * HOUR_MS)
    expect((await sees(joost, 'referrals', { direction: 'in' })).map(({ space }) => space)).toEqual([sent[0]!.space])
    expect((await matched()).rows[0]?.asked).toEqual({ space: sent[0]!.space, state: 'waiting' })
  })

  it('ASK-5 one that cannot be asked is named with its reason, the other is asked; nobody is asked twice in one go', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const nobody = { ...to(joost, 24), org: '00'.repeat(16) as OrgId }
    const request = { space: olive.space, needs: [olive.shelter], text: '' }
    const { sent, failed } = await done(amina, 'sendReferrals', { ...request, to: [nobody, to(joost, -1), to(khadija, 24)] })
    expect(sent.map(({ org }) => org)).toEqual([khadija.me.org])
    expect(failed.map(({ org, problem }) => [org, problem.field])).toEqual([
      [nobody.org, 'org'],
      [joost.me.org, 'answerBy'],
    ])
    expect(await refusal(amina, 'sendReferrals', { ...request, to: [] })).toBe('invalid:to')
    expect(await refusal(amina, 'sendReferrals', { ...request, to: [to(joost, 24), to(joost, 48)] })).toBe('invalid:to')
  })

  it('ASK-5 without the yes of everyone it is about, nothing goes out to anybody', async () => {
    const answer = await run(amina, 'sendReferrals', {
      space: olive.space,
      needs: [olive.shelter],
      text: '',
      to: [to(joost, 24), to(khadija, 24)],
    })
    expect(answer).toMatchObject({
      ok: true,
      value: { sent: [], failed: [{ problem: { type: 'no_consent' } }, { problem: { type: 'no_consent' } }] },
    })
    expect(await sees(joost, 'referrals', { direction: 'in' })).toEqual([])
  })

  it('ASK-6 the draft says to whom it cannot go, and why', async () => {
    const ask = (worlds: readonly (World | OrgId)[]) =>
      sees(amina, 'draftReferrals', {
        space: olive.space,
        need: olive.shelter,
        to: worlds.map((one) => ({ org: typeof one === 'string' ? one : one.me.org, service: null })),
      })
    const everyone = [joost, khadija, amina, '00'.repeat(16) as OrgId]
    expect((await ask(everyone)).rows.map(({ notNow }) => notNow)).toEqual(['no_consent', 'no_consent', 'ours', 'outside'])
    const labels = (await sees(amina, 'case', { space: olive.space })).file.people.map(({ label }) => label)
    expect((await ask([joost])).rows.map(({ missing }) => missing)).toEqual([labels])
    await consentOfBoth(amina, olive, 'share_network', null)
    expect((await ask([joost])).rows.map(({ missing }) => missing)).toEqual([[]])
    await consentOfBoth(amina, olive, 'share_named_org', khadija.me.org)
    await done(amina, 'sendReferrals', { space: olive.space, needs: [olive.shelter], text: '', to: [to(joost, 24)] })
    const { rows, teaser } = await ask([joost, khadija])
    expect(rows.map(({ notNow, consentFile }) => [notNow, consentFile !== null])).toEqual([
      ['asked', false],
      [null, true],
    ])
    expect(teaser).toMatchObject({ region: '155', headcount: 2 })
    await stage.pass(30 * HOUR_MS)
    expect((await ask([joost])).rows[0]?.notNow).toBe('asked')
  })
})
