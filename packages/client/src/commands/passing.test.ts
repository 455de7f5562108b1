/** Every act by which something leaves a case, refused without consent and recorded with it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readPassages, type NewConsent, type Passed } from '@pergola/core/consent'
import { consentOfBoth, day, done, familyCase, refusal, type OpenedCase } from '../testing/acts.ts'
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

const passages = async (): Promise<readonly Passed[]> => readPassages((await amina.open(olive.space))!.doc)

const request = () => ({
  needs: [olive.shelter],
  service: null,
  text: '',
  answerBy: amina.now() + 72 * 3_600_000,
  shareFileOnTakeUp: true,
})

const asked = async (): Promise<OpenedCase['space']> => {
  const { space } = await done(amina, 'sendReferral', { space: olive.space, org: joost.me.org, ...request() })
  return space
}

/** How something leaves: what must be agreed first, what comes before it, and the act. */
interface Leaving {
  readonly scope: 'share_network' | 'share_named_org'
  readonly act: Passed['act']
  readonly before?: () => Promise<unknown>
  readonly leave: () => Promise<string>
}

const withdrawAll = async (): Promise<void> => {
  const { rows } = (await amina.open(olive.space))!.doc
  for (const id of rows.get('consent')?.keys() ?? []) await done(amina, 'withdrawConsent', { space: olive.space, id, on: amina.today() })
}

const share = (part: 'file' | 'identity') => refusal(amina, 'shareCase', { space: olive.space, org: joost.me.org, part })

let referral: OpenedCase['space']
const LEAVES: Readonly<Record<string, Leaving>> = {
  sendReferral: {
    scope: 'share_network',
    act: 'teaser',
    leave: () => refusal(amina, 'sendReferral', { space: olive.space, org: joost.me.org, ...request() }),
  },
  sendReferrals: {
    scope: 'share_network',
    act: 'teaser',
    leave: async () => {
      const { answerBy, shareFileOnTakeUp, service, ...what } = request()
      const to = [{ org: joost.me.org, service, answerBy, shareFileOnTakeUp }]
      const { failed } = await done(amina, 'sendReferrals', { space: olive.space, ...what, to })
      return failed.map(({ problem }) => `${problem.type}:${problem.field}`).join()
    },
  },
  answerReferral: {
    scope: 'share_network',
    act: 'teaser',
    before: async () => {
      referral = await asked()
      await done(joost, 'askReferral', { space: referral, text: 'Do they have passports?' })
    },
    leave: () => refusal(amina, 'answerReferral', { space: referral, text: 'Both do.' }),
  },
  'shareCase, the file': { scope: 'share_named_org', act: 'share_file', leave: () => share('file') },
  'shareCase, the identity part': {
    scope: 'share_named_org',
    act: 'share_identity',
    before: () => share('file'),
    leave: () => share('identity'),
  },
}

describe('the gate', () => {
  for (const [name, { scope, act, before, leave }] of Object.entries(LEAVES)) {
    it(`CONS-12 ${name}: refused without consent and when it was taken back, recorded with it`, async () => {
      if (before === undefined) expect(await leave()).toBe(`no_consent:${scope}`)
      await consentOfBoth(amina, olive, scope, scope === 'share_named_org' ? joost.me.org : null)
      await before?.()
      const held = await passages()
      await withdrawAll()
      expect(await leave()).toBe(`no_consent:${scope}`)
      expect(await passages()).toEqual(held)
      await stage.pass(1000)
      await consentOfBoth(amina, olive, scope, scope === 'share_named_org' ? joost.me.org : null)
      expect(await leave()).toBe('')
      const passed = (await passages()).slice(held.length)
      expect(passed).toMatchObject([{ act, scope, org: joost.me.org, by: amina.me.person }])
      expect([...passed[0]!.people].sort()).toEqual([olive.defender, olive.child].sort())
      expect(passed[0]!.consents).toHaveLength(2)
    })
  }

  it('CONS-13 what failed is not recorded: without the relay nothing is shared', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    stage.setOnline(amina, false)
    expect(await share('file')).toBe('offline')
    expect(await passages()).toEqual([])
  })

  it('CONS-13 nobody changes what was recorded, not even who wrote it', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await asked()
    const [passed] = await passages()
    const f = { act: 'teaser', scope: 'share_network', parts: [], people: [], consents: [] }
    expect(await amina.write(olive.space, [{ o: 'note', c: 'passage', i: 'x', f, revises: passed!.id }])).toMatchObject({ ok: false })
    expect(await amina.write(olive.space, [{ o: 'set', c: 'passage', i: passed!.id, f }])).toMatchObject({ ok: false })
    expect(await passages()).toEqual([passed])
  })

  it('CONS-9 a yes to some parts shares no whole file', async () => {
    for (const person of [olive.defender, olive.child]) {
      const consent: NewConsent = {
        person,
        scope: 'share_named_org',
        org: joost.me.org,
        given: true,
        on: day('2026-03-02'),
        how: 'spoken',
        until: null,
      }
      await done(amina, 'giveConsent', { space: olive.space, consent: { ...consent, parts: ['summary', 'needs'] } })
    }
    expect(await share('file')).toBe('no_consent:share_named_org')
  })
})
