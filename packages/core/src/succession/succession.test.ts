/** Amina's group trusts three others: no one of them can open anything, any two can. */
import { describe, expect, it } from 'vitest'
import { hex, type OrgId } from '@pergola/protocol'
import { kemKeys } from '../crypto/hpke.ts'
import { bytesOf, setStage } from '../space/scene.fixture.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, ROSA, SHELTER, as, docOf, wrote } from '../record/story.fixture.ts'
import { agreeTo, callFor, openInner, openOuter, provide, readSuccession, sealShares, successionRules, type Share } from './index.ts'

const { crypto } = await setStage()
const orgs = ['0a', '0b', '0c'].map((byte) => byte.repeat(16) as OrgId) as [OrgId, OrgId, OrgId]
const whose = '0f'.repeat(16) as OrgId
const keys = new Map(orgs.map((org) => [org, kemKeys(bytesOf(org))]))
const secretOf = (org: OrgId): readonly Uint8Array[] => [keys.get(org)!.secretKey]
const secret = { account: 'stand-in-1f', seed: bytesOf('the seed of nobody') }
const shares = sealShares(
  crypto,
  whose,
  secret,
  orgs.map((org) => ({ org, kemKey: keys.get(org)!.publicKey })),
)
const share = (first: OrgId, second: OrgId): Share => shares.find((one) => one.first === first && one.second === second)!

describe('two of those who are trusted', () => {
  it('SUCC-1 come to the secret together, whichever two they are and whoever begins', () => {
    expect(shares).toHaveLength(6)
    for (const first of orgs)
      for (const second of orgs.filter((org) => org !== first)) {
        const box = openOuter(secretOf(first), whose, share(first, second))!
        expect(openInner(secretOf(second), whose, { first, second, box })).toEqual(secret)
      }
  })

  it('SUCC-2 and no one of them alone, with every box there is', () => {
    for (const org of orgs) {
      const handedOn = shares.flatMap((one) => {
        const box = openOuter(secretOf(org), whose, one)
        return box ? [{ ...one, box }] : []
      })
      expect(handedOn).toHaveLength(2)
      expect([...shares, ...handedOn].map((one) => openInner(secretOf(org), whose, one))).toEqual(Array(8).fill(null))
      expect(JSON.stringify([...shares, ...handedOn].map(({ box }) => hex(box)))).not.toContain(hex(secret.seed))
    }
  })

  it('SUCC-3 a box of another organisation, of another pair, changed or cut opens for nobody', () => {
    const [first, second, third] = orgs
    const one = share(first, second)
    const box = openOuter(secretOf(first), whose, one)!
    const turned = one.box.map((byte, at) => (at === 1200 ? byte ^ 1 : byte))
    expect([
      openOuter(secretOf(first), third, one),
      openOuter(secretOf(first), whose, { ...one, second: third }),
      openOuter(secretOf(first), whose, { ...one, box: turned }),
      openOuter(secretOf(first), whose, { ...one, box: one.box.subarray(0, 40) }),
      openInner(secretOf(second), third, { first, second, box }),
      openInner(secretOf(second), whose, { first: third, second, box }),
      openInner(secretOf(third), whose, { first, second, box }),
    ]).toEqual(Array(7).fill(null))
  })

  it('SUCC-3 an organisation that renewed its keys since opens with its old ones', () => {
    const [first, second] = orgs
    const renewed = [kemKeys(bytesOf('newer')).secretKey, ...secretOf(first)]
    expect(openOuter(renewed, whose, share(first, second))).not.toBeNull()
  })
})

const opsIn = (made: ReturnType<typeof provide>) => {
  if (!made.ok) throw new Error(made.problem.field)
  return made.value
}

describe('what stands in the space', () => {
  const provision = { whose: LOCAL_GROUP, person: AMINA.person, trustees: [SHELTER, FUND], shares: shares.slice(0, 2) }

  it('SUCC-4 is read as it was written, and two to five are trusted', () => {
    const doc = docOf([wrote(AMINA, 0, ...opsIn(provide(provision)))], successionRules(LOCAL_GROUP))
    expect(readSuccession(doc)).toEqual({ purpose: 'shares', ...provision })
    for (const trustees of [[SHELTER], [...orgs, SHELTER, FUND, LOCAL_GROUP]]) expect(provide({ ...provision, trustees }).ok).toBe(false)
    expect(readSuccession(docOf([]))).toBeNull()
    const odd = docOf([
      wrote(AMINA, 0, ...opsIn(provide({ ...provision, shares: [{ first: 'x' as OrgId, second: FUND, box: Uint8Array.of(1) }] }))),
    ])
    expect(readSuccession(odd)).toMatchObject({ shares: [] })
    expect(readSuccession(docOf([wrote(AMINA, 0, ...opsIn(provide({ ...provision, whose: 'nobody' as OrgId })))]))).toBeNull()
  })

  it('SUCC-5 a call says who calls, for whom and why; each of the others agrees for itself only', () => {
    const inner = new Map([[FUND, Uint8Array.of(1)]])
    const called = wrote(JOOST, 0, ...opsIn(callFor(LOCAL_GROUP, ' Their office was raided. ', inner)))
    const rules = successionRules(SHELTER)
    const agreed = docOf([called, wrote(ROSA, 5, agreeTo(FUND, 5)), wrote(ROSA, 6, agreeTo(SHELTER, 6))], rules)
    expect(readSuccession(agreed)).toMatchObject({
      purpose: 'call',
      by: SHELTER,
      whose: LOCAL_GROUP,
      why: 'Their office was raided.',
      inner,
    })
    const read = readSuccession(agreed)
    expect(read?.purpose === 'call' && [...read.agreed.keys()]).toEqual([FUND])
    const forged = docOf([called, wrote(ROSA, 5, ...opsIn(callFor(FUND, 'Another one.', inner)))], rules)
    expect(readSuccession(forged)).toMatchObject({ whose: LOCAL_GROUP, why: 'Their office was raided.' })
    expect(readSuccession(docOf([called, wrote(as(ROSA, 'reader'), 5, agreeTo(FUND, 5))], rules))).toMatchObject({ agreed: new Map() })
    expect(callFor(LOCAL_GROUP, ' ', inner).ok).toBe(false)
  })
})
