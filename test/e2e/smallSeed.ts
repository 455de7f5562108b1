/** One organisation with one case, one alert's page and three links: the least that bad luck can happen to. Quick to make. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { eventually } from '../../apps/cli/src/session/eventually.ts'
import { caughtUp, memberOn, settled, type Member } from '../../apps/cli/src/session/member.ts'
import type { Kept } from './acts/entry.ts'

export interface SmallSeed {
  readonly amina: Kept
  readonly org: OrgId
  readonly heron: SpaceId
  readonly intake: string
  /** An invitation that was used and let in, and one that is good for a day. */
  readonly links: { readonly used: string; readonly short: string }
}

const RIVERBANK = {
  name: 'Riverbank Group',
  shortName: 'Riverbank',
  kind: 'local_group',
  countries: ['KE'],
  languages: ['en', 'ar'],
  about: 'Invented for a test.',
} as const

/** Someone at a terminal of their own, who leaves when `work` is done. */
export const atTerminal = async <T>(origin: string, work: (member: Member) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-seed-'))
  const ports = nodePorts(origin, join(folder, 'device'))
  const member = memberOn(ports)
  try {
    const done = await work(member)
    await settled(member)
    return done
  } finally {
    await member.pergola.run('lock', {})
    ports.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const usedLink = async (origin: string, amina: Member): Promise<string> => {
  const { id, link } = await amina.run('invitePerson', { label: 'Yusuf', days: 7, role: 'contributor' })
  await atTerminal(origin, (yusuf) => yusuf.run('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' }))
  await eventually('the answer', async () => {
    const { invitations } = await amina.ask('network', {})
    return invitations.find((row) => row.id === id && row.state === 'answered') ?? null
  })
  await amina.run('admit', { id })
  return link
}

export const smallSeed = (origin: string): Promise<SmallSeed> =>
  atTerminal(origin, async (amina) => {
    const made = await amina.run('found', { network: 'River Network', org: RIVERBANK, personName: 'Amina', account: 'amina' })
    await caughtUp(amina)
    const { space: heron } = await amina.run('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'hours', summary: 'Invented.' })
    await amina.run('openIntake', { intro: 'Three of us read this.', languages: ['en', 'ar'] })
    const { link: short } = await amina.run('invitePerson', { label: 'Somebody', days: 1, role: 'editor' })
    const { org } = await amina.session()
    return {
      amina: { account: made.account, passphrase: made.passphrase, words: made.recoveryWords },
      org,
      heron,
      intake: `${origin}/intake/#${org}`,
      links: { used: await usedLink(origin, amina), short },
    }
  })

/** What another device of Amina's reads in the case. */
export const notesOf = (origin: string, { account, passphrase }: Kept, space: SpaceId): Promise<readonly string[]> =>
  atTerminal(origin, async (amina) => {
    await amina.run('signIn', { account, passphrase })
    await caughtUp(amina)
    return (await amina.ask('case', { space })).file.notes.map((note) => note.text)
  })
