/** What stewards do in quiet times: words compared, trusted organisations named, rules of keeping turned on, somebody who waits to be let in. */
import type { OrgKey } from '../cast.ts'
import type { GatheredOrg } from '../gather.ts'
import { setRules } from './keeping.ts'

/** Whom an organisation trusts to stop it and to go on, if it is raided. */
const TRUSTED: Partial<Record<OrgKey, readonly OrgKey[]>> = {
  riverbank: ['lakes', 'roof'],
  qanat: ['atlas', 'roof', 'noord'],
  steppe: ['riverbank', 'noord'],
}

export const settleIn = async (orgs: ReadonlyMap<OrgKey, GatheredOrg>, joinAs: (link: string) => Promise<void>): Promise<void> => {
  const org = (key: OrgKey) => orgs.get(key)!.org
  const { steward } = orgs.get('riverbank')!
  for (const key of ['lakes', 'noord', 'atlas'] as const) await steward.run('markVerified', { org: org(key) })
  for (const [key, trusted] of Object.entries(TRUSTED) as [OrgKey, readonly OrgKey[]][])
    await orgs.get(key)!.steward.run('nameTrustees', { orgs: trusted.map(org) })
  for (const key of ['riverbank', 'qanat'] as const) await setRules(orgs.get(key)!)
  const { link } = await steward.run('invitePerson', { label: 'Ruth Simiyu, volunteer', role: 'contributor', days: 14 })
  await joinAs(link)
}
