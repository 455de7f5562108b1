/** The whole demo network, through the client that everybody uses. */
import { actOut } from './act.ts'
import { actorOn } from './actor.ts'
import { sendAlerts } from './alerts.ts'
import { gather, isOnline, type DemoAccount, type GatheredOrg } from './gather.ts'
import { packCase, type Packed } from './depth/packing.ts'
import { settleIn } from './depth/settling.ts'
import { planCases } from './plan.ts'
import type { PlannedCase } from './planModel.ts'

/** What is being done, and how much of it. */
export type TellStep = (step: string, done: number, of: number) => void

const WAITING = { name: 'Ruth Simiyu', account: 'ruth.riverbank', role: 'contributor' } as const

/** What whoever tries the demo needs beside a browser. */
export interface Founded {
  readonly accounts: readonly DemoAccount[]
  readonly packed: Packed
}

export const foundDemo = async (relay: string, tell: TellStep, plans: readonly PlannedCase[] = planCases()): Promise<Founded> => {
  const { orgs, accounts } = await gather(relay, (done, of) => tell('Organisations and members', done, of))
  await actOut(plans, orgs, (done, of) => tell('Cases, requests, commitments', done, of))
  await Promise.all([...orgs.values()].map((here) => stewardBack(here, accounts)))
  await sendAlerts(relay, orgs, (done, of) => tell('Alerts', done, of))
  await settleIn(orgs, (link) => joinAndWait(relay, link))
  const packed = await packCase(orgs.get('ceiba')!)
  for (const { officer, steward } of orgs.values()) await leaveBoth(officer, steward)
  return { accounts, packed }
}

const passphraseOf = (accounts: readonly DemoAccount[], account: string): string =>
  accounts.find(({ member }) => member.account === account)!.secrets.passphrase

const stewardBack = async ({ steward, cast }: GatheredOrg, accounts: readonly DemoAccount[]): Promise<void> => {
  await steward.run('unlock', { passphrase: passphraseOf(accounts, cast.members[0]!.account) })
  await isOnline(steward)
}

/** Somebody used the link and waits to be let in, so that there is something to do on the first page. */
const joinAndWait = async (relay: string, link: string): Promise<void> => {
  const actor = actorOn(relay, WAITING)
  await actor.run('joinAsPerson', { link, personName: WAITING.name, account: WAITING.account })
  await actor.leave()
}

const leaveBoth = async (officer: GatheredOrg['officer'], steward: GatheredOrg['steward']): Promise<void> => {
  for (const actor of [officer, steward]) {
    await actor.sees('sync', {}, ({ unsent }) => unsent === 0)
    await actor.leave()
  }
}
